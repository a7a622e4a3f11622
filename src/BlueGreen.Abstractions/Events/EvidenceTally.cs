namespace BlueGreen.Events;

/// <summary>Evidence about one metric of one deployment, added up over windows.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Sum">The sum of value times samples; for throughput, of requests.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="Seconds">The time covered.</param>
public sealed record EvidenceTally(DeploymentId Deployment, MetricName Metric, double Sum, long Samples, double Seconds);
