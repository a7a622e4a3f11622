namespace BlueGreen.Analysis;

/// <summary>A checkpoint of a <see cref="SharedFalseAlarms"/>.</summary>
public sealed record SharedFalseAlarmsState
{
    /// <summary>The version of this record: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The settings that it was made with, as text.</summary>
    public required string Settings { get; init; }

    /// <summary>The mean evidence as it was, as a natural logarithm.</summary>
    public double LogEvidence { get; init; }

    /// <summary>The highest value of the mean evidence so far, as a natural logarithm.</summary>
    public double Highest { get; init; }

    /// <summary>Which test had the most evidence then.</summary>
    public int Strongest { get; init; }

    /// <summary>How often it was asked.</summary>
    public long Looks { get; init; }
}
