namespace BlueGreen;

/// <summary>A metric in which green is compared with blue, request by request.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Unit">What its numbers mean: <see cref="MetricUnit.Rate"/>, compared by counts of requests, or <see cref="MetricUnit.Seconds"/>, compared by histograms.</param>
public sealed record ComparedMetric(MetricName Metric, MetricUnit Unit);
