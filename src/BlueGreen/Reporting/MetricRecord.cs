using System.Collections.Immutable;

namespace BlueGreen.Reporting;

/// <summary>What was measured of one metric.</summary>
public sealed record MetricRecord
{
    /// <summary>The metric.</summary>
    public required MetricName Metric { get; init; }

    /// <summary>What its numbers mean; null for a metric of a source that no rule of the plan speaks of.</summary>
    public MetricUnit? Unit { get; init; }

    /// <summary>The limits that the plan sets.</summary>
    public ImmutableArray<LimitRecord> Limits { get; init; } = [];

    /// <summary>What blue showed; null when nothing was measured.</summary>
    public SeriesRecord? Blue { get; init; }

    /// <summary>What green showed; null when nothing was measured.</summary>
    public SeriesRecord? Green { get; init; }
}
