using BlueGreen.Benchmarks.Judging;

namespace BlueGreen.Tests.Analysis.Published;

/// <summary>
/// Sequential tests of other platforms, against the figures that the author of seqabpy published for them: means of N(1, 1), 500 observations a side, one-sided at 5%, looked at after each.
/// </summary>
public sealed class MeanTestsTests
{
    private const int Runs = 4_000;
    private const int Count = 500;

    [Fact]
    public void They_reject_at_the_counts_that_its_tests_expect()
    {
        Assert.Equal(20, First(count => MeanTests.Gavi(count, 1, 50)));
        Assert.Equal(20, First(count => MeanTests.MixtureSprt(count, 1)));
        Assert.Equal(40, First(count => MeanTests.Widened(count, 1, 100)));

        static double First(Func<double, double> bound) => Enumerable.Range(1, 9).Select(tens => tens * 10.0).First(count => bound(count) < 1);
    }

    [Theory]
    [InlineData("gavi", 0.018)]
    [InlineData("widened", 0.074)]
    [InlineData("mixture", 0.026)]
    public void Versions_that_are_equal_are_told_apart_as_often_as_published(string test, double published) => Near(published, Rejected(test, 0));

    [Theory]
    [InlineData("fixed", 0.474)]
    [InlineData("gavi", 0.222)]
    [InlineData("mixture", 0.188)]
    public void A_difference_of_a_tenth_is_found_as_often_as_published(string test, double published) => Near(published, Rejected(test, 0.1));

    /// <summary>Looked at after each observation, the bound for one look is crossed by two in five runs in which there is nothing to find.</summary>
    [Fact]
    public void A_test_for_one_look_does_not_bear_many() => Near(0.396, Rejected("peeked", 0));

    /// <summary>Both are shares of runs; of how many the published one is, is not said, so it is taken for as many.</summary>
    private static void Near(double published, double seen)
    {
        var error = Math.Sqrt(published * (1 - published) * ((1.0 / Runs) + (1.0 / Runs)));
        Assert.InRange(seen, published - (3 * error), published + (3 * error));
    }

    private static double Rejected(string test, double difference)
    {
        var bounds = Enumerable.Range(1, Count).Select(count => Bound(test, count)).ToArray();
        return Enumerable.Range(0, Runs).Count(run => IsRejected(new(Seeds.Of(1, 0, run)), bounds, difference)) / (double)Runs;
    }

    private static bool IsRejected(Sampler sampler, double[] bounds, double difference)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += difference + sampler.Normal() - sampler.Normal();
            if (sum / (i + 1) > bounds[i])
            {
                return true;
            }
        }

        return false;
    }

    private static double Bound(string test, int count) => test switch
    {
        "gavi" => MeanTests.Gavi(count, 1, Count),
        "mixture" => MeanTests.MixtureSprt(count, 1),
        "widened" => MeanTests.Widened(count, 1, Count),
        "peeked" => MeanTests.Fixed(count, 1),
        _ => count == Count ? MeanTests.Fixed(count, 1) : double.PositiveInfinity,
    };
}
