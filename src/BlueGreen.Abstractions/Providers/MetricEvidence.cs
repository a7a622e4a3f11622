namespace BlueGreen;

/// <summary>What is known about one metric of one deployment in one window.</summary>
public sealed record MetricEvidence
{
    /// <summary>The deployment.</summary>
    public required DeploymentId Deployment { get; init; }

    /// <summary>The metric.</summary>
    public required MetricName Metric { get; init; }

    /// <summary>The value in the metric's base unit (fractions for rates and usages, seconds, requests per second); a finite number; null when there is no data. A throughput of 0 is data where the source knows that nothing came.</summary>
    public double? Value { get; init; }

    /// <summary>How many observations the value rests on: requests for rates and times, readings for usages.</summary>
    public long Samples { get; init; }

    /// <summary>Requests and errors behind a rate, where the source counts them.</summary>
    public RequestCounts? Counts { get; init; }

    /// <summary>The distribution behind a time, where the source keeps one.</summary>
    public LatencyBuckets? Buckets { get; init; }

    /// <summary>
    /// Whether the samples are requests of this deployment, so that having some is a sign of traffic and having none one of silence. Set it to false, without data too, for what can be there without
    /// requests: connections, rows that jobs write, counters of a server that both sides share. Default: true. Usages are never taken for traffic where a rule speaks of them as such.
    /// </summary>
    public bool CountsRequests { get; init; } = true;

    /// <summary>Whether there is no data.</summary>
    public bool IsNoData => Value is null;

    /// <summary>The answer "nothing was observed".</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="metric">The metric.</param>
    public static MetricEvidence NoData(DeploymentId deployment, MetricName metric) => new() { Deployment = deployment, Metric = metric };
}
