using BlueGreen.Analysis;
using CsCheck;

namespace BlueGreen.Tests.Analysis;

public sealed class LogSpaceTests
{
    [Theory]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(5, 3.1780538303479458)]
    [InlineData(14.5, 23.86276584168909)]
    [InlineData(100, 359.1342053695754)]
    [InlineData(1e6, 12815504.569147611)]
    public void The_gamma_function_has_its_known_values(double x, double expected) => Assert.Equal(expected, LogSpace.Gamma(x), 1e-13 * Math.Max(1, expected));

    [Fact]
    public void The_gamma_function_obeys_its_recurrence() => Gen.Double[0.01, 1e4].Sample(x =>
        Math.Abs(LogSpace.Gamma(x + 1) - LogSpace.Gamma(x) - Math.Log(x)) <= 1e-14 * Math.Max(1, Math.Abs(LogSpace.Gamma(x + 1))) * 8);

    [Fact]
    public void The_beta_function_of_whole_numbers_is_a_fraction_of_factorials() => Assert.Equal(Math.Log(1.0 / 60), LogSpace.Beta(3, 4), 1e-14);

    [Fact]
    public void Sums_of_logarithms_are_sums() => Gen.Select(Gen.Double[-300, 300], Gen.Double[-300, 300]).Sample((a, b) =>
        Math.Abs((LogSpace.Add(a, b) - Math.Log(Math.Exp(a) + Math.Exp(b))) / Math.Max(1, Math.Abs(a))) < 1e-13);

    [Fact]
    public void Adding_nothing_changes_nothing()
    {
        Assert.Equal(-12.5, LogSpace.Add(LogSpace.Zero, -12.5));
        Assert.Equal(LogSpace.Zero, LogSpace.Add(LogSpace.Zero, LogSpace.Zero));
    }
}
