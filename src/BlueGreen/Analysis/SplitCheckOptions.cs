namespace BlueGreen.Analysis;

/// <summary>Settings of a <see cref="SplitCheck"/>.</summary>
public sealed record SplitCheckOptions
{
    /// <summary>The share of rollouts with a right split in which the check may ever say <see cref="Verdict.Fail"/>. Default: 0.1%.</summary>
    public Percentage FalseAlarms { get; init; } = Percentage.Of(0.1);

    /// <summary>
    /// How close to the intended split a wrong one is expected to be, in requests that the expectation weighs: k of Lindon and Malek. Default: 100, theirs, for small deviations; 10 finds large
    /// ones after fewer requests.
    /// </summary>
    public double Concentration { get; init; } = 100;

    internal string Settings => Wording.Text($"split {FalseAlarms} concentration {Concentration:R}");
}
