using BlueGreen.Analysis;
using CsCheck;

namespace BlueGreen.Tests.Analysis;

public sealed class ChanceTests
{
    [Theory]
    [InlineData(1, 1, 0.5, 0.5)]
    [InlineData(2, 3, 0.5, 0.5)]
    [InlineData(10, 10, 0.5, 0.0009765625)]
    [InlineData(1, 100, 0.01, 0.63396765872677)]
    [InlineData(5, 100, 0.01, 0.00343232158775451)]
    public void The_tail_is_the_binomial_one(double hits, double trials, double probability, double expected) =>
        Assert.Equal(expected, Chance.OfAtLeast(hits, trials, probability), 1e-9);

    [Theory]
    [InlineData(0, 100, 0.5, 1)]
    [InlineData(101, 100, 0.5, 0)]
    [InlineData(1, 100, 0, 0)]
    [InlineData(100, 100, 1, 1)]
    public void The_ends_are_certain(double hits, double trials, double probability, double expected) =>
        Assert.Equal(expected, Chance.OfAtLeast(hits, trials, probability));

    [Fact]
    public void Large_numbers_agree_with_the_sum_of_all_terms() => Gen.Select(Gen.Int[300, 2000], Gen.Double[0.1, 0.9], Gen.Double[-3, 3]).Sample((trials, probability, z) =>
    {
        var deviation = Math.Sqrt(trials * probability * (1 - probability));
        var hits = Math.Clamp((int)((trials * probability) + (z * deviation)), 1, trials);

        return Math.Abs(Sum(hits, trials, probability) - Chance.OfAtLeast(hits, trials, probability)) < 0.01;
    });

    private static double Sum(int hits, int trials, double probability)
    {
        var logFactorials = Enumerable.Range(1, trials).Aggregate(new List<double> { 0 }, (sums, n) =>
        {
            sums.Add(sums[^1] + Math.Log(n));
            return sums;
        });
        return Enumerable.Range(hits, trials - hits + 1).Sum(k => Math.Exp(
            logFactorials[trials] - logFactorials[k] - logFactorials[trials - k] + (k * Math.Log(probability)) + ((trials - k) * Math.Log(1 - probability))));
    }
}
