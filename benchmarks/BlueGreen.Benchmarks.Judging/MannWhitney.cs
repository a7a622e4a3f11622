namespace BlueGreen.Benchmarks.Judging;

/// <summary>Kayenta's comparison of two series: the Mann-Whitney test inverted into an interval for the shift, with Hodges and Lehmann's estimate.</summary>
internal static class MannWhitney
{
    private const double Precision = 1e-4;

    /// <param name="x">The experiment.</param>
    /// <param name="y">The control.</param>
    /// <param name="z">The normal quantile of the interval's upper end: 2.326 for 98%.</param>
    public static (double Lower, double Upper, double Estimate) Shift(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double z) =>
        (Root(x, y, z, corrected: true), Root(x, y, -z, corrected: true), Root(x, y, 0, corrected: false));

    /// <summary>Kayenta's verdict "High" with its built-in settings: confidence 98%, tolerance 0.25, and a mean that is no lower.</summary>
    public static bool IsHigh(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.SequenceEqual(y) || Mean(x) <= Mean(y))
        {
            return false;
        }

        var lower = Root(x, y, 2.3263478740408408, corrected: true);
        return lower > 0 && lower > 0.25 * Math.Abs(Root(x, y, 0, corrected: false));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Where the standardised rank sum of x − μ, which falls with μ, comes down to a quantile.</summary>
    private static double Root(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double quantile, bool corrected)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var a in x)
        {
            foreach (var b in y)
            {
                (low, high) = (Math.Min(low, a - b), Math.Max(high, a - b));
            }
        }

        while (high - low > Precision)
        {
            var middle = (low + high) / 2;
            var value = Standardised(x, y, middle, corrected);
            if (value == quantile)
            {
                return middle;
            }

            (low, high) = value > quantile ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Standardised(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double shift, bool corrected)
    {
        var (n, m) = (x.Length, y.Length);
        Span<(double Value, bool IsX)> all = stackalloc (double, bool)[n + m];
        for (var i = 0; i < n; i++)
        {
            all[i] = (x[i] - shift, true);
        }

        for (var i = 0; i < m; i++)
        {
            all[n + i] = (y[i], false);
        }

        all.Sort((a, b) => a.Value.CompareTo(b.Value));
        var (ranks, ties) = (0.0, 0.0);
        for (var from = 0; from < all.Length;)
        {
            var until = from + 1;
            while (until < all.Length && all[until].Value == all[from].Value)
            {
                until++;
            }

            double tied = until - from;
            ties += (tied * tied * tied) - tied;
            for (var i = from; i < until; i++)
            {
                ranks += all[i].IsX ? (from + until + 1) / 2.0 : 0;
            }

            from = until;
        }

        var d = ranks - (n * (n + 1) / 2.0) - (n * m / 2.0);
        var sigma = Math.Sqrt(n * m / 12.0 * (n + m + 1 - (ties / ((n + m) * (n + m - 1.0)))));
        return sigma == 0 ? 0 : (d - (corrected ? 0.5 * Math.Sign(d) : 0)) / sigma;
    }
}
