namespace BlueGreen.Analysis;

/// <summary>
/// How likely it is that so many of a window's errors are green's, given how many there are, under several odds ratios: Fisher's noncentral hypergeometric distribution. Requests enter by
/// the distribution's recursion alone, so that the work is proportional to the errors, however many requests there are.
/// </summary>
/// <remarks>
/// With requests n_b and n_g, errors b and g, m = b + g and odds ratio ω, the probability of g is h(g)ω^g / Ψ(ω), where h(x) is proportional to C(n_g, x)·C(n_b, m − x) and
/// Ψ(ω) = Σ h(x)ω^x. Neither the rate of errors nor the split occurs in it. What is filled in is the logarithm of the ratio of two such probabilities, so the factor of h cancels.
/// </remarks>
internal static class ConditionalOdds
{
    /// <summary>So many odds ratios can be looked at in one go.</summary>
    public const int Most = 32;

    /// <summary>From so many errors of one window on the binomial form takes over where it is valid.</summary>
    public const long ManyErrors = 2_000;

    private const double Large = 1e200;

    /// <summary>Fills in ln[P(green's errors | alternative) / P(green's errors | margin)] for each alternative; 0 for an alternative that is not beyond the margin as <paramref name="above"/> says.</summary>
    public static void LogRatios(in PairedCounts counts, double margin, ReadOnlySpan<double> alternatives, bool above, Span<double> ratios)
    {
        if (margin == 1 && above && counts.Errors >= ManyErrors)
        {
            BinomialLogRatios(counts, alternatives, ratios);
            return;
        }

        var least = Math.Max(0, counts.Errors - counts.Blue.Requests);
        Span<double> odds = stackalloc double[Most + 1];
        odds = odds[..(alternatives.Length + 1)];
        odds[0] = margin;
        alternatives.CopyTo(odds[1..]);
        Span<double> sums = stackalloc double[Most + 1];
        LogSums(counts, odds, sums);
        var beyond = counts.Green.Errors - least;
        for (var i = 0; i < alternatives.Length; i++)
        {
            var isBeyond = above ? alternatives[i] > margin : alternatives[i] < margin;
            ratios[i] = isBeyond ? (beyond * Math.Log(alternatives[i] / margin)) + sums[0] - sums[i + 1] : 0;
        }
    }

    /// <summary>
    /// The same from the binomial distribution, in constant time. Its expectation under "no difference" is at most 1: the ratio is a convex function of green's errors, and the hypergeometric
    /// distribution lies below the binomial one in convex order (Hoeffding 1963). Against a margin other than 1 that does not hold.
    /// </summary>
    public static void BinomialLogRatios(in PairedCounts counts, ReadOnlySpan<double> alternatives, Span<double> ratios)
    {
        double green = counts.Green.Requests;
        double blue = counts.Blue.Requests;
        for (var i = 0; i < alternatives.Length; i++)
        {
            ratios[i] = (counts.Green.Errors * Math.Log(alternatives[i])) - (counts.Errors * Math.Log(((green * alternatives[i]) + blue) / (green + blue)));
        }
    }

    /// <summary>ln Σ h(x)/h(least)·ω^(x − least) for each ω: each term follows from the one before, all are positive, and they are scaled down before they overflow.</summary>
    private static void LogSums(in PairedCounts counts, ReadOnlySpan<double> odds, Span<double> sums)
    {
        Span<double> terms = stackalloc double[odds.Length];
        Span<double> scales = stackalloc double[odds.Length];
        terms.Fill(1);
        scales.Clear();
        sums[..odds.Length].Fill(1);
        var largest = IndexOfLargest(odds);
        var (green, blue, errors) = (counts.Green.Requests, counts.Blue.Requests, counts.Errors);
        var most = Math.Min(green, errors);
        for (var x = Math.Max(0, errors - blue); x < most; x++)
        {
            var step = (double)(green - x) * (errors - x) / ((double)(x + 1) * (blue - errors + x + 1));
            for (var i = 0; i < odds.Length; i++)
            {
                terms[i] *= step * odds[i];
                sums[i] += terms[i];
            }

            if (terms[largest] > Large)
            {
                ScaleDown(terms, sums, scales);
            }
            else if (step * odds[largest] < 0.5 && terms[largest] < sums[largest] * 1e-17)
            {
                break;
            }
        }

        for (var i = 0; i < odds.Length; i++)
        {
            sums[i] = Math.Log(sums[i]) + scales[i];
        }
    }

    private static void ScaleDown(Span<double> terms, Span<double> sums, Span<double> scales)
    {
        for (var i = 0; i < terms.Length; i++)
        {
            var by = sums[i];
            terms[i] /= by;
            sums[i] = 1;
            scales[i] += Math.Log(by);
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<double> odds)
    {
        var largest = 0;
        for (var i = 1; i < odds.Length; i++)
        {
            largest = odds[i] > odds[largest] ? i : largest;
        }

        return largest;
    }
}
