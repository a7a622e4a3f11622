namespace BlueGreen.Benchmarks.Judging;

/// <summary>
/// Tests of the difference of two means as experimentation platforms use them: one-sided at 5%, with as many observations on each side and a known variance. Each gives the difference from
/// which on it rejects.
/// </summary>
internal static class MeanTests
{
    /// <summary>The formulas are those of two-sided tests, which are one-sided at half their level.</summary>
    private const double TwoSided = 0.1;
    private const double NormalQuantile90 = 1.2815515655446004;
    private const double NormalQuantile95 = 1.6448536269514722;

    /// <summary>One look, at the end.</summary>
    public static double Fixed(double count, double variance) => NormalQuantile95 * Math.Sqrt(Variance(count, variance));

    /// <summary>Howard, Ramdas, McAuliffe and Sekhon's normal mixture (arXiv 1810.08240, formulas 14 and 21), as Eppo uses it, narrowest at a count.</summary>
    public static double Gavi(double count, double variance, double narrowestAt)
    {
        var rho = narrowestAt / (Math.Log(Math.Log(Math.E / (TwoSided * TwoSided))) - (2 * Math.Log(TwoSided)));
        return Math.Sqrt(Variance(count, variance) * (count + rho) / count * Math.Log((count + rho) / (rho * TwoSided * TwoSided)));
    }

    /// <summary>The mixture of Zhao, Liu and Deb (arXiv 1905.10493, formula 3) with Statsig's variance of the mixture.</summary>
    public static double MixtureSprt(double count, double variance)
    {
        var v = Variance(count, variance);
        var mixed = v * NormalQuantile90 * NormalQuantile90;
        return Math.Sqrt(v * (v + mixed) / mixed * ((-2 * Math.Log(TwoSided)) - Math.Log(v / (v + mixed))));
    }

    /// <summary>Statsig's first form: the fixed bound, widened by how much of the planned count is missing. It does not keep its level.</summary>
    public static double Widened(double count, double variance, double planned) => Fixed(count, variance) * planned / count;

    private static double Variance(double count, double variance) => 2 * variance / count;
}
