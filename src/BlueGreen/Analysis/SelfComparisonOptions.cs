namespace BlueGreen.Analysis;

/// <summary>Settings of a <see cref="SelfComparison"/>.</summary>
public sealed record SelfComparisonOptions
{
    /// <summary>The probability of advising against <see cref="ComparisonMode.Conditional"/> where it would do, and again against <see cref="ComparisonMode.Robust"/>. Default: 1%.</summary>
    public Percentage FalseAlarms { get; init; } = Percentage.Of(1);

    /// <summary>How many errors of both halves must have been seen before <see cref="ComparisonMode.Conditional"/> is recommended. Default: 50.</summary>
    public long MinimumErrors { get; init; } = 50;

    /// <summary>How long must have been observed before that. Default: 10 minutes; what happens once an hour is not seen in it.</summary>
    public TimeSpan MinimumTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The length of a block of <see cref="RobustErrorComparison"/>. Default: 5 seconds.</summary>
    public TimeSpan Block { get; init; } = TimeSpan.FromSeconds(5);

    internal string Settings => Wording.Text($"self {FalseAlarms} errors {MinimumErrors} time {MinimumTime} block {Block}");

    internal ErrorComparisonOptions Conditional => new() { FalseAlarms = FalseAlarms, Certify = null };

    internal RobustErrorComparisonOptions Robust => new() { FalseAlarms = FalseAlarms, Block = Block };
}
