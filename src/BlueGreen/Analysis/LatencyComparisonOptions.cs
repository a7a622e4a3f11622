using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>Settings of a <see cref="LatencyComparison"/>.</summary>
public sealed record LatencyComparisonOptions
{
    private static readonly double[] Quantiles = [0.5, 0.75, 0.9, 0.95, 0.99, 0.995];

    /// <summary>The times beyond which a request counts as slow, rising; each must be an upper bound of the histograms that are compared. <see cref="CutPointsOf"/> chooses them.</summary>
    public required ImmutableArray<TimeSpan> CutPoints { get; init; }

    /// <summary>The share of rollouts of a release no slower than blue in which the test may ever say <see cref="Verdict.Fail"/>. Default: 1%.</summary>
    public Percentage FalseAlarms { get; init; } = Percentage.Of(1);

    /// <summary>The odds ratio of being slow that is allowed at each cut point. Default: 1, no slower than blue.</summary>
    public Factor Margin { get; init; } = Factor.Of(1);

    /// <summary>How much more often green is looked for to be slow. Default: 1.5, 2, 3, 5, 10, 30 and 100 times the odds.</summary>
    public ImmutableArray<Factor> OddsRatios { get; init; } = ErrorComparisonOptions.Usual;

    /// <summary>A time in which green may be slow more often than the margin. Default: none; <see cref="BlueGreen.WarmUp.Usual"/> for services that start cold.</summary>
    public WarmUp? WarmUp { get; init; }

    /// <summary>Half of the onsets looked for lie before this time, the others after it. Default: 30 minutes, a usual rollout.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromMinutes(30);

    internal string Settings => Wording.Text(
        $"latency {FalseAlarms} margin {Margin} odds {string.Join('/', OddsRatios)} cuts {string.Join('/', CutPoints)} warm-up {WarmUp} horizon {Horizon}");

    /// <summary>
    /// Chooses cut points by what is usual: the bounds next to the 50th, 75th, 90th, 95th, 99th and 99.5th percentile of a histogram, such as blue's of the last hour. Bounds that coincide
    /// are taken once.
    /// </summary>
    /// <param name="usual">A histogram with the bounds that later ones have.</param>
    /// <exception cref="ArgumentException">The histogram is empty, or all of it lies above its highest bound.</exception>
    public static ImmutableArray<TimeSpan> CutPointsOf(LatencyBuckets usual)
    {
        ArgumentNullException.ThrowIfNull(usual);
        return FindCutPoints(usual) is { IsEmpty: false } cuts ? cuts
            : throw new ArgumentException($"No bound divides the {usual.Counts.Sum()} latencies of the histogram. Take one of a longer time, or with finer bounds.", nameof(usual));
    }

    /// <summary>The cut points, none where no bound divides the histogram.</summary>
    internal static ImmutableArray<TimeSpan> FindCutPoints(LatencyBuckets usual)
    {
        var all = usual.Counts.Sum();
        var cuts = ImmutableArray.CreateBuilder<TimeSpan>();
        long below = 0;
        for (var i = 0; i < usual.UpperBounds.Length; i++)
        {
            var before = (double)below / all;
            below += usual.Counts[i];
            var share = (double)below / all;
            if (share < 1 && Quantiles.Any(q => q > before && q <= share))
            {
                cuts.Add(usual.UpperBounds[i]);
            }
        }

        return cuts.ToImmutable();
    }
}
