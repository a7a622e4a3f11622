using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>A source's answer: evidence for one window that all deployments share.</summary>
public sealed record MetricReading
{
    /// <summary>
    /// Where the window begins, by the source's clock. Later than the query's <see cref="MetricQuery.Since"/> when the source cannot look that far
    /// back or was restarted; what lies between is unknown.
    /// </summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>
    /// Where the window ends, by the source's clock: everything before it has been counted, on both sides. Never runs backwards. Equal to the query's
    /// <see cref="MetricQuery.Since"/> when there is nothing new, which is not the same as no data.
    /// </summary>
    public required DateTimeOffset Watermark { get; init; }

    /// <summary>At most one entry per deployment and metric; a missing entry means no data.</summary>
    public required ImmutableArray<MetricEvidence> Evidence { get; init; }

    /// <summary>The evidence for one metric of one deployment, or one that says no data.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="metric">The metric.</param>
    public MetricEvidence For(DeploymentId deployment, MetricName metric)
    {
        foreach (var evidence in Evidence)
        {
            if (evidence.Deployment == deployment && evidence.Metric == metric)
            {
                return evidence;
            }
        }

        return MetricEvidence.NoData(deployment, metric);
    }
}
