namespace BlueGreen;

/// <summary>A metric whose values are times.</summary>
public sealed class DurationMetric
{
    internal DurationMetric(MetricName name) => Name = name;

    /// <summary>The metric's name.</summary>
    public MetricName Name { get; }

    /// <summary>True while the metric is above a limit.</summary>
    /// <param name="limit">The limit; a value equal to it is not above.</param>
    public MetricCondition Above(TimeSpan limit) => new(Name, MetricUnit.Seconds, MetricComparison.Above, limit.TotalSeconds);

    /// <summary>True while the metric is below a limit.</summary>
    /// <param name="limit">The limit; a value equal to it is not below.</param>
    public MetricCondition Below(TimeSpan limit) => new(Name, MetricUnit.Seconds, MetricComparison.Below, limit.TotalSeconds);

    /// <summary>The metric's name, where only the name is needed.</summary>
    /// <param name="metric">The metric.</param>
    public static implicit operator MetricName(DurationMetric metric) => metric.Name;
}
