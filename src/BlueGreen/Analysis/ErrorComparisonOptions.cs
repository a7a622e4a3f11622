using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>Settings of an <see cref="ErrorComparison"/>.</summary>
public sealed record ErrorComparisonOptions
{
    internal static readonly ImmutableArray<Factor> Usual = [.. new[] { 1.5, 2, 3, 5, 10, 30, 100 }.Select(Factor.Of)];

    /// <summary>The share of rollouts of a release no worse than blue in which the test may ever say <see cref="Verdict.Fail"/>, however often it is looked at. Default: 1%.</summary>
    public Percentage FalseAlarms { get; init; } = Percentage.Of(1);

    /// <summary>
    /// The odds ratio that is allowed. Default: 1, no worse than blue; the least of <see cref="OddsRatios"/> already makes the test indifferent to differences below some 20%. At 1.2 it is
    /// certain that a release at most 1.2 times worse is not rolled back.
    /// </summary>
    public Factor Margin { get; init; } = Factor.Of(1);

    /// <summary>
    /// How much worse green is looked for to be, all with the same weight. Default: 1.5, 2, 3, 5, 10, 30 and 100. Each that is added takes the others a little of their speed.
    /// </summary>
    public ImmutableArray<Factor> OddsRatios { get; init; } = Usual;

    /// <summary>A time in which green may do worse than the margin. Default: none; <see cref="WarmUp.Usual"/> for services that start cold.</summary>
    public WarmUp? WarmUp { get; init; }

    /// <summary>Half of the onsets looked for lie before this time, the others after it. Default: 30 minutes, a usual rollout.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// φ: evidence is taken to the power 1/φ, at least 1. Default: 1. Above it, errors that come a little clustered raise fewer false alarms, and everything takes φ times the evidence.
    /// </summary>
    public double Tempering { get; init; } = 1;

    /// <summary>When the test passes. Default: below twice blue's odds, wrong in at most 5%; null never passes.</summary>
    public Certification? Certify { get; init; } = new();

    /// <summary>What a checkpoint must have been made with.</summary>
    internal string Settings => FormattableString.Invariant(
        $"conditional {FalseAlarms} margin {Margin} odds {string.Join('/', OddsRatios)} warm-up {WarmUp} horizon {Horizon} tempering {Tempering:R} certify {Certify}");
}
