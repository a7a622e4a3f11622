namespace BlueGreen;

/// <summary>A limit for green's value as a multiple of blue's.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Unit">What its numbers mean.</param>
/// <param name="WorseWhen">On which side of the limit green is worse.</param>
/// <param name="Limit">The multiple.</param>
public sealed record RegressionRule(MetricName Metric, MetricUnit Unit, MetricComparison WorseWhen, Factor Limit)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Metric} {(WorseWhen == MetricComparison.Above ? ">" : "<")} {Limit}";
}
