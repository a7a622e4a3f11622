namespace BlueGreen.Analysis;

/// <summary>A checkpoint of a <see cref="SplitCheck"/>.</summary>
public sealed record SplitCheckState
{
    /// <summary>The version of this record: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The settings that it was made with, as text.</summary>
    public required string Settings { get; init; }

    /// <summary>The evidence of the splits before the present one, as a natural logarithm.</summary>
    public double Before { get; init; }

    /// <summary>The present intended split; null before there is one.</summary>
    public Percentage? Intended { get; init; }

    /// <summary>Blue's requests under it.</summary>
    public long Blue { get; init; }

    /// <summary>Green's requests under it.</summary>
    public long Green { get; init; }

    /// <summary>The highest evidence so far, as a natural logarithm.</summary>
    public double Highest { get; init; }
}
