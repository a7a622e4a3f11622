namespace BlueGreen.Analysis;

/// <summary>Settings of a <see cref="RobustErrorComparison"/>.</summary>
public sealed record RobustErrorComparisonOptions
{
    /// <summary>The share of rollouts of a release no different from blue in which the test may ever say <see cref="Verdict.Fail"/>. Default: 1%.</summary>
    public Percentage FalseAlarms { get; init; } = Percentage.Of(1);

    /// <summary>
    /// The length of a block, of which only is asked which side failed more often. Default: 5 seconds. It must be at least as long as a burst lasts; nine or ten blocks are the least that
    /// a verdict takes.
    /// </summary>
    public TimeSpan Block { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Half of the onsets looked for lie before this time, the others after it. Default: 30 minutes, a usual rollout.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Where the draws begin that make both sides equally large. Default: 1. The same seed and windows give the same verdict.</summary>
    public ulong Seed { get; init; } = 1;

    internal string Settings => Wording.Text($"robust {FalseAlarms} block {Block} horizon {Horizon} seed {Seed}");
}
