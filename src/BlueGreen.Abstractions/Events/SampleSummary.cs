using System.Collections.Immutable;

namespace BlueGreen.Events;

/// <summary>What one or several samples in a row showed: a point of a report's curves. Decides nothing.</summary>
/// <param name="From">Where the first sample's window begins.</param>
/// <param name="Until">Where the last one ends.</param>
/// <param name="Tallies">The evidence within, per deployment and metric.</param>
public sealed record SampleSummary(DateTimeOffset From, DateTimeOffset Until, ImmutableArray<EvidenceTally> Tallies)
{
    /// <summary>Where the tests that compare green with blue stood at its end.</summary>
    public ImmutableArray<TestEvidence> Evidence { get => field.IsDefault ? [] : field; init; } = [];
}
