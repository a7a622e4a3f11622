using BlueGreen.Yarp.Routing;

namespace BlueGreen.Tests.Yarp;

public sealed class SplitMixRandomSourceTests
{
    [Fact]
    public void The_same_seed_draws_the_same_numbers() => Assert.Equal(Draw(seed: 7, 100), Draw(seed: 7, 100));

    [Fact]
    public void Another_seed_draws_others() => Assert.NotEqual(Draw(seed: 7, 100), Draw(seed: 8, 100));

    [Fact]
    public void Numbers_are_spread_evenly()
    {
        var tenths = Draw(seed: 7, 100_000).GroupBy(n => n / 1_000).ToDictionary(g => g.Key, g => g.Count());

        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.All(tenths.Values, count => Assert.InRange(count, 9_500, 10_500));
    }

    private static int[] Draw(ulong seed, int count)
    {
        var random = new SplitMixRandomSource(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(10_000))];
    }
}
