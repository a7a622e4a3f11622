namespace BlueGreen;

/// <summary>A metric whose values are requests per second.</summary>
public sealed class ThroughputMetric
{
    internal ThroughputMetric(MetricName name) => Name = name;

    /// <summary>The metric's name.</summary>
    public MetricName Name { get; }

    /// <summary>True while the metric is above a limit.</summary>
    /// <param name="requests">How many requests…</param>
    /// <param name="per">…in how much time.</param>
    public MetricCondition Above(long requests, TimeSpan per) => new(Name, MetricUnit.PerSecond, MetricComparison.Above, requests / per.TotalSeconds);

    /// <summary>True while the metric is below a limit.</summary>
    /// <param name="requests">How many requests…</param>
    /// <param name="per">…in how much time.</param>
    public MetricCondition Below(long requests, TimeSpan per) => new(Name, MetricUnit.PerSecond, MetricComparison.Below, requests / per.TotalSeconds);

    /// <summary>The metric's name, where only the name is needed.</summary>
    /// <param name="metric">The metric.</param>
    public static implicit operator MetricName(ThroughputMetric metric) => metric.Name;
}
