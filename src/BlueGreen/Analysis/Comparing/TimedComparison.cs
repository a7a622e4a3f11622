using System.Collections.Immutable;
using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Analysis.Comparing;

/// <summary>
/// Compares times by histograms. What counts as slow is taken from blue's first requests beside green, which are not compared themselves: a cut point must not depend on what it judges.
/// </summary>
internal sealed class TimedComparison(MetricName metric, WorseThanBlue condition, LatencyBuckets? usual, LatencyComparison? test, ImmutableArray<TimeSpan> cuts) : IComparison
{
    /// <summary>How many of blue's requests say what is usual: the slowest two of them lie beyond the 99th percentile.</summary>
    private const long Enough = 200;

    public string Name => metric.Value;

    public double LogEvidence => test?.LogEvidence ?? 0;

    public DateTimeOffset Until => test?.Until ?? default;

    public TimeSpan Elapsed => test?.Elapsed ?? TimeSpan.Zero;

    public Verdict Verdict => test?.Verdict ?? Verdict.NoData;

    public static TimedComparison Begin(MetricName metric, WorseThanBlue condition, TestStanding? standing)
    {
        var saved = Saved.Read(standing, SavedJsonContext.Default.TimedComparisonState);
        return saved is { Test: { } state } ? new(metric, condition, null, new(Options(condition, saved.CutPoints), state), saved.CutPoints)
            : new(metric, condition, saved?.Usual, null, []);
    }

    public IComparison Observe(ComparedSample sample)
    {
        if (sample.LatenciesOf(metric) is not { } latencies)
        {
            return this;
        }

        return test is null ? Learn(latencies.Blue)
            : latencies.From < test.Until || !HasCuts(latencies.Blue) || !HasCuts(latencies.Green) ? this
            : Compare(test.Copy(), latencies);
    }

    public Judgement Judge() => test?.Judge()
        ?? new() { Verdict = Verdict.NoData, Summary = Wording.Text($"Nothing to compare yet: {usual?.Counts.Sum() ?? 0} of the {Enough} requests of blue that say how long one usually takes.") };

    public TestStanding Save()
    {
        var state = new TimedComparisonState { Usual = usual, CutPoints = cuts, Test = test?.State };
        return new(Name, LogEvidence, Judge().Summary, JsonSerializer.Serialize(state, SavedJsonContext.Default.TimedComparisonState));
    }

    private TimedComparison Learn(LatencyBuckets blue)
    {
        var sum = usual is not null && usual.UpperBounds.SequenceEqual(blue.UpperBounds)
            ? usual with { Counts = [.. usual.Counts.Zip(blue.Counts, (left, right) => left + right)], Sum = usual.Sum + blue.Sum }
            : blue;
        return sum.Counts.Sum() >= Enough && LatencyComparisonOptions.FindCutPoints(sum) is { IsEmpty: false } found
            ? new(metric, condition, null, new LatencyComparison(Options(condition, found)), found)
            : new(metric, condition, sum, null, []);
    }

    private TimedComparison Compare(LatencyComparison next, PairedLatencies latencies)
    {
        next.Observe(latencies.From, latencies.Until, latencies.Blue, latencies.Green);
        return new(metric, condition, null, next, cuts);
    }

    /// <summary>A version that measures with other bounds cannot be compared with.</summary>
    private bool HasCuts(LatencyBuckets buckets)
    {
        foreach (var cut in cuts)
        {
            if (buckets.UpperBounds.AsSpan().BinarySearch(cut) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static LatencyComparisonOptions Options(WorseThanBlue condition, ImmutableArray<TimeSpan> cuts) =>
        new() { CutPoints = cuts, FalseAlarms = condition.FalseAlarms, Margin = condition.Tolerance, WarmUp = condition.SlowStart };
}
