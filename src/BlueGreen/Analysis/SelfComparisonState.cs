using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>A checkpoint of a <see cref="SelfComparison"/>.</summary>
public sealed record SelfComparisonState
{
    /// <summary>The version of this record: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The settings that it was made with, as text.</summary>
    public required string Settings { get; init; }

    /// <summary>The tests by counts, one for each direction.</summary>
    public required ImmutableArray<ErrorComparisonState> Conditional { get; init; }

    /// <summary>The tests by signs, one for each direction.</summary>
    public required ImmutableArray<RobustErrorComparisonState> Robust { get; init; }

    /// <summary>The evidence that errors come in bursts.</summary>
    public required EvidenceState Bursts { get; init; }

    /// <summary>The evidence against counts.</summary>
    public required SharedFalseAlarmsState AgainstCounts { get; init; }

    /// <summary>The evidence against signs.</summary>
    public required SharedFalseAlarmsState AgainstSigns { get; init; }
}
