namespace BlueGreen.Plans;

/// <summary>Which source answers a metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Source">The source's position among the plan's metrics sources, from 0.</param>
public sealed record MetricBinding(MetricName Metric, int Source);
