namespace BlueGreen.Analysis;

/// <summary>A checkpoint of a <see cref="RobustErrorComparison"/>.</summary>
public sealed record RobustErrorComparisonState
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

    /// <summary>The beginning of the block under way; null where none is.</summary>
    public DateTimeOffset? BlockSince { get; init; }

    /// <summary>Blue's counts in it.</summary>
    public RequestCounts BlockBlue { get; init; }

    /// <summary>Green's counts in it.</summary>
    public RequestCounts BlockGreen { get; init; }

    /// <summary>In how many blocks green failed more often.</summary>
    public long GreenWorse { get; init; }

    /// <summary>In how many blocks blue failed more often.</summary>
    public long BlueWorse { get; init; }

    /// <summary>Where the draws stand.</summary>
    public ulong Draws { get; init; }
}
