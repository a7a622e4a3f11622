using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>A question to a metrics source.</summary>
public sealed record MetricQuery
{
    /// <summary>The metrics to read; all of them answered by the source.</summary>
    public required ImmutableArray<MetricName> Metrics { get; init; }

    /// <summary>The deployments to read.</summary>
    public required ImmutableArray<DeploymentId> Deployments { get; init; }

    /// <summary>
    /// The watermark of the previous reading, given back unchanged: the new window begins there, so windows neither overlap nor leave holes. Null for the first
    /// reading, or after a gap: the window is then the last <see cref="Interval"/>.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How often the plan samples.</summary>
    public required TimeSpan Interval { get; init; }
}
