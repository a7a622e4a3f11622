namespace BlueGreen;

/// <summary>A metric whose values are shares.</summary>
public sealed class RatioMetric
{
    internal RatioMetric(MetricName name, bool isRate)
    {
        Name = name;
        Unit = isRate ? MetricUnit.Rate : MetricUnit.Usage;
    }

    /// <summary>The metric's name.</summary>
    public MetricName Name { get; }

    /// <summary>What its numbers mean: shares of requests, or of a resource.</summary>
    public MetricUnit Unit { get; }

    /// <summary>True while the metric is above a limit.</summary>
    /// <param name="limit">The limit; a value equal to it is not above.</param>
    public MetricCondition Above(Percentage limit) => new(Name, Unit, MetricComparison.Above, limit.Fraction);

    /// <summary>True while the metric is below a limit.</summary>
    /// <param name="limit">The limit; a value equal to it is not below.</param>
    public MetricCondition Below(Percentage limit) => new(Name, Unit, MetricComparison.Below, limit.Fraction);

    /// <summary>The metric's name, where only the name is needed.</summary>
    /// <param name="metric">The metric.</param>
    public static implicit operator MetricName(RatioMetric metric) => metric.Name;
}
