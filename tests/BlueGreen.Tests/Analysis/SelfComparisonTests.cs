using BlueGreen.Analysis;

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
        Assert.Equal("Too little was seen: 9 of 50 errors in 60 s of 10 min.", comparison.Judge().Summary);
    }

    [Fact]
    public void Goes_on_from_a_checkpoint()
    {
        var draws = new Draws(4);
        var (whole, halved) = (new SelfComparison(), new SelfComparison());
        for (var t = 0; t < 700; t++)
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
        for (var t = 0; t < 1_200; t++)
        {
            comparison.Observe(window(draws, t));
        }

        return comparison.Recommended;
    })];
}
