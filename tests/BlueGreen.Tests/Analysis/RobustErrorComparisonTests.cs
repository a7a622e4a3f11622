using BlueGreen.Analysis;
using CsCheck;

namespace BlueGreen.Tests.Analysis;

public sealed class RobustErrorComparisonTests
{
    private const int Runs = 2_000;

    [Fact]
    public void Counts_blocks_in_which_green_failed_more_often()
    {
        var comparison = new RobustErrorComparison();
        for (var t = 0; t < 60 && comparison.Verdict != Verdict.Fail; t++)
        {
            comparison.Observe(Draws.At(t, 1, new(180, 1), new(20, 10)));
        }

        Assert.Equal(Verdict.Fail, comparison.Verdict);
        Assert.Equal(10, comparison.State.GreenWorse);
        Assert.StartsWith("Green is worse than blue: green failed more often than blue in 10 blocks of 5 s and less often in 0;", comparison.Judge().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_is_no_verdict()
    {
        var comparison = new RobustErrorComparison();
        comparison.Observe(Draws.At(0, 60, new(900, 400), new(0, 0)));

        Assert.Equal(Verdict.NoData, comparison.Verdict);
        Assert.Equal("Nothing to compare: blue had 900 requests, green none.", comparison.Judge().Summary);
    }

    [Fact]
    public void Bursts_that_hit_one_side_at_a_time_raise_no_more_alarms_than_stated()
    {
        var (robust, conditional) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var draws = new Draws(run);
            var (signs, counts) = (new RobustErrorComparison(), new ErrorComparison(new() { Certify = null }));
            var (blue, green) = (0.01, 0.01);
            for (var t = 0; t < 600; t++)
            {
                (blue, green) = t % 5 == 0 ? (Burst(draws), Burst(draws)) : (blue, green);
                var window = draws.Window(t, 1, 50, 0.1, blue, green);
                signs.Observe(window);
                counts.Observe(window);
            }

            robust += signs.Verdict == Verdict.Fail ? 1 : 0;
            conditional += counts.Verdict == Verdict.Fail ? 1 : 0;
        }

        Assert.InRange(robust / (double)Runs, 0, Bound.Of(0.01, Runs));
        Assert.InRange(conditional / (double)Runs, 0.1, 1);

        static double Burst(Draws draws) => draws.Uniform() < 0.01 ? 0.3 : 0.01;
    }

    [Fact]
    public void Thinning_draws_the_hypergeometric_distribution()
    {
        var draws = new SeededDraws(3);
        var seen = new double[6];
        for (var i = 0; i < 100_000; i++)
        {
            seen[draws.Thin(new(20, 5), 8)] += 1e-5;
        }

        double[] expected = [792, 3960, 6160, 3696, 840, 56];
        for (var kept = 0; kept < seen.Length; kept++)
        {
            Assert.Equal(expected[kept] / 15504, seen[kept], 0.006);
        }
    }

    [Fact]
    public void Resumed_from_any_checkpoint_it_is_as_if_it_had_never_stopped() => Gen.Select(Gen.Int[0, 10_000], Gen.Int[1, 9]).Sample((seed, stop) =>
    {
        var draws = new Draws(seed);
        var (whole, halved) = (new RobustErrorComparison(), new RobustErrorComparison());
        for (var t = 0; t < 60; t++)
        {
            var window = draws.Window(t, 1, 100, 0.1, 0.05, 0.2);
            whole.Observe(window);
            halved.Observe(window);
            if (t % stop == 0)
            {
                halved = new(null, Json.Copy(halved.State));
            }
        }

        return whole.State == halved.State && whole.Judge() == halved.Judge();
    });

    [Fact]
    public void The_seed_decides_the_draws()
    {
        Assert.Equal(Run(5), Run(5));
        Assert.NotEqual(Run(5).Draws, Run(6).Draws);

        static RobustErrorComparisonState Run(ulong seed)
        {
            var comparison = new RobustErrorComparison(new() { Seed = seed });
            comparison.Observe(Draws.At(0, 5, new(180, 40), new(20, 10)));
            return comparison.State;
        }
    }
}
