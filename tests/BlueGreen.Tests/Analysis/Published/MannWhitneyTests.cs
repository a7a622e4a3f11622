using BlueGreen.Benchmarks.Judging;

namespace BlueGreen.Tests.Analysis.Published;

/// <summary>Kayenta's comparison of two series, against the values that its own tests expect.</summary>
public sealed class MannWhitneyTests
{
    private const double Quantile95 = 1.959963984540054;

    [Fact]
    public void Gives_the_interval_that_Kayenta_expects()
    {
        var (lower, upper, estimate) = MannWhitney.Shift([10, 20, 30, 40], [1, 2, 3, 4], Quantile95);

        Assert.Equal((6, 39, 22.5), (Math.Round(lower, 3), Math.Round(upper, 3), Math.Round(estimate, 3)));
    }

    [Fact]
    public void A_series_is_high_when_the_interval_lies_above_a_quarter_of_the_estimate()
    {
        double[] control = [1, 1.1, 0.9, 1.05, 0.95, 1.02, 0.98, 1.07, 0.93, 1.01];

        Assert.True(MannWhitney.IsHigh([.. control.Select(value => value + 1)], control));
        Assert.False(MannWhitney.IsHigh([.. control.Select(value => value - 1)], control));
        Assert.False(MannWhitney.IsHigh([.. control.Select(value => value + 0.01)], control));
        Assert.False(MannWhitney.IsHigh(control, control));
    }
}
