using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>A checkpoint of a <see cref="LatencyComparison"/>.</summary>
public sealed record LatencyComparisonState
{
    /// <summary>The version of this record: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The settings that it was made with, as text.</summary>
    public required string Settings { get; init; }

    /// <summary>The beginning of the first window; null before there is one.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The end of the last window.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>For each cut point, what was compared; slow requests are in the place of errors.</summary>
    public required ImmutableArray<ComparedCounts> Compared { get; init; }

    /// <summary>For each cut point, the evidence that green is more often slower than it.</summary>
    public required ImmutableArray<EvidenceState> Slower { get; init; }

    /// <summary>The highest value of their mean so far, as a natural logarithm.</summary>
    public double Highest { get; init; }
}
