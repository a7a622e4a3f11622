namespace BlueGreen;

/// <summary>Counts failed health probe rounds of green.</summary>
public sealed class HealthFailuresMetric
{
    internal HealthFailuresMetric(MetricName name) => Name = name;

    /// <summary>The metric's name.</summary>
    public MetricName Name { get; }

    /// <summary>A number of probe rounds that fail one after the other.</summary>
    /// <param name="count">At least 1.</param>
    public ConsecutiveFailures InARow(int count) => new(Name, count);
}
