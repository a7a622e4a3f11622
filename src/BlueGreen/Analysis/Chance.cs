namespace BlueGreen.Analysis;

/// <summary>How likely counts are by chance alone. Pure.</summary>
internal static class Chance
{
    /// <summary>Below this a result is not taken for chance: 1 in 1,000, because a bake looks many times.</summary>
    public const double Negligible = 0.001;

    private const double LargeVariance = 100;

    /// <summary>
    /// The probability of at least so many hits among independent trials: the upper tail of the binomial distribution, exact for small numbers and by the normal
    /// approximation with continuity correction where the variance is above 100.
    /// </summary>
    public static double OfAtLeast(double hits, double trials, double probability)
    {
        var least = (long)Math.Round(hits);
        var count = (long)Math.Round(trials);
        if (least <= 0 || probability >= 1)
        {
            return 1;
        }

        if (probability <= 0 || least > count)
        {
            return 0;
        }

        var variance = count * probability * (1 - probability);
        return variance > LargeVariance ? NormalTail((least - 0.5 - (count * probability)) / Math.Sqrt(variance)) : ExactTail(least, count, probability);
    }

    /// <summary>Sums from the first term on; each follows from the one before.</summary>
    private static double ExactTail(long least, long count, double probability)
    {
        var term = Math.Exp(LogTerm(least, count, probability));
        var sum = 0.0;
        var odds = probability / (1 - probability);
        for (var k = least; k <= count && (term > sum * 1e-12 || k < count * probability); k++)
        {
            sum += term;
            term *= (count - k) / (k + 1.0) * odds;
        }

        return Math.Min(1, sum);
    }

    private static double LogTerm(long hits, long count, double probability)
    {
        var log = (hits * Math.Log(probability)) + ((count - hits) * Math.Log(1 - probability));
        for (long i = 1; i <= Math.Min(hits, count - hits); i++)
        {
            log += Math.Log(count - Math.Min(hits, count - hits) + i) - Math.Log(i);
        }

        return log;
    }

    /// <summary>The upper tail of the standard normal distribution, by the expansion 26.2.17 of Abramowitz and Stegun (error below 7.5e-8).</summary>
    private static double NormalTail(double z)
    {
        if (z < 0)
        {
            return 1 - NormalTail(-z);
        }

        var t = 1 / (1 + (0.2316419 * z));
        var series = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * series;
    }
}
