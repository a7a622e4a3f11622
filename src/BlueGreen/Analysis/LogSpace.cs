namespace BlueGreen.Analysis;

/// <summary>Sums of numbers that are kept as their natural logarithms, and the logarithm of the gamma function.</summary>
internal static class LogSpace
{
    /// <summary>Stands for the logarithm of 0: low enough to vanish in every sum, and a number that JSON can hold.</summary>
    public const double Zero = -1e300;

    private const double SmallForStirling = 15;

    /// <summary>ln(eᵃ + eᵇ).</summary>
    public static double Add(double a, double b) => a >= b ? a + Log1P(Math.Exp(b - a)) : b + Log1P(Math.Exp(a - b));

    /// <summary>ln Γ(x) for x > 0: Stirling's series with seven terms above 15, and the recurrence below it. The error is a few units of the last place of the larger of the result and 1.</summary>
    public static double Gamma(double x)
    {
        var product = 1.0;
        while (x < SmallForStirling)
        {
            product *= x;
            x++;
        }

        var y = 1 / (x * x);
        var series = (1 / 12.0) + (y * ((-1 / 360.0) + (y * ((1 / 1260.0) + (y * ((-1 / 1680.0) + (y * ((1 / 1188.0) + (y * ((-691 / 360360.0) + (y / 156)))))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x) - Math.Log(product);
    }

    /// <summary>ln B(a, b).</summary>
    public static double Beta(double a, double b) => Gamma(a) + Gamma(b) - Gamma(a + b);

    private static double Log1P(double x) => x < 1e-5 ? x * (1 - (x / 2)) : Math.Log(1 + x);
}
