using BlueGreen.Benchmarks.Judging;

namespace BlueGreen.Tests.Analysis.Published;

public sealed class BandTests
{
    [Theory]
    [InlineData(1_000, 0.05, 0.08656912838)]
    [InlineData(10_000, 0.05, 0.02771074508)]
    public void Its_radius_is_that_of_the_published_formula(double count, double alpha, double expected) => Assert.Equal(expected, Band.Radius(count, alpha), 1e-11);

    /// <summary>With 18,000 requests of green beside 162,000 of blue the two distribution functions must lie 2.9 points apart: a tail of 2% cannot be seen.</summary>
    [Fact]
    public void It_is_too_wide_for_tails() => Assert.Equal(0.029, Band.Radius(162_000, 0.01) + Band.Radius(18_000, 0.01), 5e-4);
}
