using System.Collections.Immutable;

namespace BlueGreen.Analysis.Comparing;

/// <summary>A checkpoint of a comparison of times.</summary>
internal sealed record TimedComparisonState
{
    /// <summary>What blue was seen to do so far; null once that is enough.</summary>
    public LatencyBuckets? Usual { get; init; }

    public ImmutableArray<TimeSpan> CutPoints { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The test; null before it begins.</summary>
    public LatencyComparisonState? Test { get; init; }
}
