using System.Collections.Immutable;
using BlueGreen.Analysis;

namespace BlueGreen.Tests.Analysis;

public sealed class LatencyComparisonTests
{
    private static readonly ImmutableArray<TimeSpan> Bounds = [.. new[] { 25, 50, 100, 200, 400, 800 }.Select(ms => TimeSpan.FromMilliseconds(ms))];
    private static readonly double[] Usual = [0.3, 0.3, 0.2, 0.1, 0.07, 0.025, 0.005];

    [Fact]
    public void Cut_points_are_the_bounds_next_to_usual_percentiles()
    {
        var cuts = LatencyComparisonOptions.CutPointsOf(Of([300, 300, 200, 100, 70, 25, 5]));

        Assert.Equal([50, 100, 200, 400, 800], cuts.Select(c => c.TotalMilliseconds));
        Assert.Throws<ArgumentException>(() => LatencyComparisonOptions.CutPointsOf(Of([0, 0, 0, 0, 0, 0, 9])));
    }

    [Fact]
    public void Finds_a_slower_green_and_says_where()
    {
        var comparison = new LatencyComparison(Options);
        comparison.Observe(Draws.Start, Draws.Start.AddSeconds(5), Of([270, 270, 180, 90, 63, 22, 5]), Of([20, 20, 15, 10, 7, 25, 3]));

        Assert.Equal(Verdict.Fail, comparison.Verdict);
        Assert.StartsWith("Green is slower than blue: beyond 400 ms were 28% of green's requests and 3% of blue's;", comparison.Judge().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_as_fast_as_blue_is_called_slower_in_at_most_the_stated_share()
    {
        const int Runs = 1_000;
        Assert.InRange(Enumerable.Range(0, Runs).Count(run => Run(run, Usual).Verdict == Verdict.Fail) / (double)Runs, 0, Bound.Of(0.01, Runs));
    }

    [Fact]
    public void A_tail_that_few_requests_meet_is_found() =>
        Assert.Equal(200, Enumerable.Range(0, 200).Count(run => Run(run, [0.29, 0.29, 0.2, 0.1, 0.07, 0.025, 0.025]).Verdict == Verdict.Fail));

    [Fact]
    public void Goes_on_from_a_checkpoint()
    {
        var (whole, halved) = (new LatencyComparison(Options), new LatencyComparison(Options));
        for (var t = 0; t < 20; t++)
        {
            var (blue, green) = (Of([27, 27, 18, 9, 6, 2, t % 2]), Of([2, 2, 2, 1, 0, t % 3, 0]));
            whole.Observe(Draws.Start.AddSeconds(t), Draws.Start.AddSeconds(t + 1), blue, green);
            halved.Observe(Draws.Start.AddSeconds(t), Draws.Start.AddSeconds(t + 1), blue, green);
            halved = new(Options, Json.Copy(halved.State));
        }

        Assert.Equal(whole.Judge(), halved.Judge());
        Assert.Equal(whole.LogEvidence, halved.LogEvidence);
    }

    [Fact]
    public void Refuses_histograms_that_cannot_be_compared()
    {
        var comparison = new LatencyComparison(new() { CutPoints = [TimeSpan.FromMilliseconds(60)] });
        var good = Of([1, 1, 1, 1, 1, 1, 1]);

        Assert.Contains("no bound at the cut point 60 ms", Refused(good), StringComparison.Ordinal);
        Assert.Contains("3 counts for 6 bounds", Refused(Of([1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("There is no cut point", Assert.Throws<ArgumentException>(() => new LatencyComparison(new() { CutPoints = [] })).Message, StringComparison.Ordinal);

        string Refused(LatencyBuckets buckets) =>
            Assert.Throws<ArgumentException>(() => comparison.Observe(Draws.Start, Draws.Start.AddSeconds(5), buckets, buckets)).Message;
    }

    private static LatencyComparisonOptions Options { get; } = new() { CutPoints = [.. Bounds.Skip(1)] };

    private static LatencyComparison Run(int seed, double[] green)
    {
        var draws = new Draws(seed);
        var comparison = new LatencyComparison(Options);
        for (var t = 0; t < 600 && comparison.Verdict != Verdict.Fail; t += 5)
        {
            comparison.Observe(Draws.Start.AddSeconds(t), Draws.Start.AddSeconds(t + 5), Draw(draws, 450, Usual), Draw(draws, 50, green));
        }

        return comparison;
    }

    private static LatencyBuckets Draw(Draws draws, long requests, double[] shares)
    {
        var (left, rest) = (requests, 1.0);
        var counts = new long[shares.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            counts[i] = i == shares.Length - 1 ? left : draws.Binomial(left, Math.Min(1, shares[i] / rest));
            (left, rest) = (left - counts[i], rest - shares[i]);
        }

        return Of(counts);
    }

    private static LatencyBuckets Of(long[] counts) => new() { UpperBounds = Bounds, Counts = [.. counts], Sum = TimeSpan.Zero };
}
