using BlueGreen.Analysis;
using BlueGreen.Benchmarks.Judging;

namespace BlueGreen.Tests.Analysis;

public sealed class SelfComparisonTests
{
    private const int Runs = 100;

    [Fact]
    public void Recommends_counts_where_requests_fail_independently()
    {
        var modes = Run((draws, t) => draws.Window(t, 1, 200, 0.5, 0.01, 0.01));
        Assert.InRange(modes.Count(mode => mode == ComparisonMode.Conditional), 90, Runs);
    }

    [Fact]
    public void Recommends_signs_where_bursts_hit_one_half()
    {
        var (first, second) = (0.01, 0.01);
        var modes = Run((draws, t) =>
        {
            (first, second) = t % 5 == 0 ? (Burst(draws), Burst(draws)) : (first, second);
            return draws.Window(t, 1, 200, 0.5, first, second);
        });
        Assert.InRange(modes.Count(mode => mode == ComparisonMode.Robust), 90, Runs);

        static double Burst(Draws draws) => draws.Uniform() < 0.01 ? 0.3 : 0.01;
    }

    /// <summary>
    /// What counts promise holds where they are recommended: of 400 services whose halves have a burst every eight minutes, none but those without a burst in half an hour (one in a thousand) get
    /// counts.
    /// </summary>
    [Fact]
    public void Counts_are_not_recommended_for_want_of_a_burst()
    {
        var scenario = Benchmarks.Judging.Scenarios.Good.Single(s => s.Name == "5 s bursts of 30%, private");
        var before = new Trace(1_800);
        var counts = 0;
        for (var run = 0; run < 400; run++)
        {
            scenario.Fill(before, new(Seeds.Of(1, 3, run)), true);
            var comparison = new SelfComparison();
            for (var t = 0; t < before.Seconds; t++)
            {
                comparison.Observe(before.Window(t));
            }

            counts += comparison.Recommended == ComparisonMode.Conditional ? 1 : 0;
        }

        Assert.InRange(counts, 0, 2);
    }

    [Fact]
    public void Recommends_neither_where_one_half_is_worse_all_the_time()
    {
        var modes = Run((draws, t) => draws.Window(t, 1, 200, 0.5, 0.01, 0.03));
        Assert.All(modes, mode => Assert.Equal(ComparisonMode.None, mode));
    }

    [Fact]
    public void Recommends_nothing_before_it_has_seen_enough()
    {
        var comparison = new SelfComparison();
        Assert.Equal(Verdict.NoData, comparison.Judge().Verdict);

        comparison.Observe(Draws.At(0, 60, new(900, 4), new(900, 5)));

        Assert.Null(comparison.Recommended);
        Assert.Equal(Verdict.Inconclusive, comparison.Judge().Verdict);
        Assert.Equal("Too little was seen: 9 of 50 errors in 60 s of 30 min.", comparison.Judge().Summary);
    }

    [Fact]
    public void Goes_on_from_a_checkpoint()
    {
        var draws = new Draws(4);
        var (whole, halved) = (new SelfComparison(), new SelfComparison());
        for (var t = 0; t < 1_900; t++)
        {
            var window = draws.Window(t, 1, 200, 0.5, 0.01, 0.01);
            whole.Observe(window);
            halved.Observe(window);
            halved = t % 100 == 0 ? new(null, Json.Copy(halved.State)) : halved;
        }

        Assert.Equal(ComparisonMode.Conditional, whole.Recommended);
        Assert.Equal(whole.Judge(), halved.Judge());
    }

    private static List<ComparisonMode?> Run(Func<Draws, int, PairedCounts> window) => [.. Enumerable.Range(0, Runs).Select(run =>
    {
        var draws = new Draws(run);
        var comparison = new SelfComparison();
        for (var t = 0; t < 1_800; t++)
        {
            comparison.Observe(window(draws, t));
        }

        return comparison.Recommended;
    })];
}
