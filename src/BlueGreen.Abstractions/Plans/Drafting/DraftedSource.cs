using System.Collections.Immutable;

namespace BlueGreen.Plans.Drafting;

/// <summary>A metrics source, and the metrics it is asked for; null for all that it answers.</summary>
internal sealed record DraftedSource(IMetricsSource Source, ImmutableArray<MetricName>? Only)
{
    /// <summary>The metrics that the source answers.</summary>
    public ImmutableArray<MetricName> Offered => Source.Metrics.IsDefault ? [] : Source.Metrics;

    /// <summary>The metrics that the plan takes from it.</summary>
    public IEnumerable<MetricName> Taken => Only is { } only ? Offered.Intersect(only) : Offered.Distinct();
}
