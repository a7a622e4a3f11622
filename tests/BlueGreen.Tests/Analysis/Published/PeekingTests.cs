using BlueGreen.Benchmarks.Judging;

namespace BlueGreen.Tests.Analysis.Published;

/// <summary>
/// Why a Mann-Whitney test at 5% cannot be watched: Netflix published that 66 of 100 comparisons of a version with itself were rejected at some time in the first 10,000 observations a side.
/// </summary>
public sealed class PeekingTests
{
    private const int Runs = 400;
    private const int Count = 10_000;
    private const double Quantile95 = 1.959963984540054;

    [Fact]
    public void Watched_all_the_time_it_rejects_most_equal_versions()
    {
        var (always, tenTimes) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var (atAny, atTen) = Watch(new(Seeds.Of(1, 1, run)));
            (always, tenTimes) = (always + (atAny ? 1 : 0), tenTimes + (atTen ? 1 : 0));
        }

        Near(0.66, 100, always);
        Near(0.19, Runs, tenTimes);
    }

    private static void Near(double published, int publishedRuns, int seen)
    {
        var error = Math.Sqrt(published * (1 - published) * ((1.0 / publishedRuns) + (1.0 / Runs)));
        Assert.InRange(seen / (double)Runs, published - (3 * error), published + (3 * error));
    }

    private static (bool AtAny, bool AtTen) Watch(Sampler sampler)
    {
        var (left, right) = (new Ranks(), new Ranks());
        var ranks = Enumerable.Range(1, 2 * Count).ToArray();
        Shuffle(ranks, sampler);
        var (above, atAny, atTen) = (0L, false, false);
        for (var n = 1; n <= Count && !(atAny && atTen); n++)
        {
            var (x, y) = (ranks[(2 * n) - 2], ranks[(2 * n) - 1]);
            above += right.Below(x);
            left.Add(x);
            above += n - left.Below(y);
            right.Add(y);
            var rejects = n >= 10 && Math.Abs(Standardised(above, n)) > Quantile95;
            (atAny, atTen) = (atAny || rejects, atTen || (rejects && n % (Count / 10) == 0));
        }

        return (atAny, atTen);
    }

    /// <summary>How far the number of pairs in which the left is above lies from its mean, in standard deviations.</summary>
    private static double Standardised(double above, double n) => (above - (n * n / 2)) / Math.Sqrt(n * n * ((2 * n) + 1) / 12);

    private static void Shuffle(int[] values, Sampler sampler)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = (int)(sampler.Uniform() * (i + 1));
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>A set of ranks that tells how many of them lie below one (Fenwick 1994).</summary>
    private sealed class Ranks
    {
        private readonly int[] _sums = new int[(2 * Count) + 1];

        public void Add(int rank)
        {
            for (; rank < _sums.Length; rank += rank & -rank)
            {
                _sums[rank]++;
            }
        }

        public int Below(int rank)
        {
            var sum = 0;
            for (rank--; rank > 0; rank &= rank - 1)
            {
                sum += _sums[rank];
            }

            return sum;
        }
    }
}
