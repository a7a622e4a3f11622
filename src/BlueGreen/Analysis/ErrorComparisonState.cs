namespace BlueGreen.Analysis;

/// <summary>A checkpoint of an <see cref="ErrorComparison"/>: everything that it knows, as numbers. A test resumed from it goes on as if it had never stopped.</summary>
public sealed record ErrorComparisonState
{
    /// <summary>The version of this record: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The settings that it was made with, as text.</summary>
    public required string Settings { get; init; }

    /// <summary>The beginning of the first window; null before there is one.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The end of the last window.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What was compared.</summary>
    public required ComparedCounts Compared { get; init; }

    /// <summary>The evidence that green is worse.</summary>
    public required EvidenceState Worse { get; init; }

    /// <summary>The evidence that green is good enough; null where the test does not certify.</summary>
    public GoodEnoughState? GoodEnough { get; init; }
}
