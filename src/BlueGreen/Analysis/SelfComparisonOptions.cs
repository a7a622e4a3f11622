namespace BlueGreen.Analysis;

/// <summary>Settings of a <see cref="SelfComparison"/>.</summary>
public sealed record SelfComparisonOptions
{
    /// <summary>The probability of advising against <see cref="ComparisonMode.Conditional"/> where it would do, and again against <see cref="ComparisonMode.Robust"/>. Default: 1%.</summary>
    public Percentage FalseAlarms { get; init; } = Percentage.Of(1);

    /// <summary>How many errors of both halves must have been seen before <see cref="ComparisonMode.Conditional"/> is recommended. Default: 50.</summary>
    public long MinimumErrors { get; init; } = 50;

    /// <summary>
    /// How long must have been observed before that. Default: 30 minutes. Bursts that a half has every so often are missed altogether in e^(−2 · time / interval) of the looks: 0.1% where they are
    /// eight minutes apart, and 14% where they are half an hour apart.
    /// </summary>
    public TimeSpan MinimumTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The length of a block of <see cref="RobustErrorComparison"/>. Default: 5 seconds.</summary>
    public TimeSpan Block { get; init; } = TimeSpan.FromSeconds(5);

    internal string Settings => Wording.Text($"self {FalseAlarms} errors {MinimumErrors} time {MinimumTime} block {Block}");

    internal ErrorComparisonOptions Conditional => new() { FalseAlarms = FalseAlarms, Certify = null };

    internal RobustErrorComparisonOptions Robust => new() { FalseAlarms = FalseAlarms, Block = Block };
}
