using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>Rules that compare green with blue, at a level of 1% where they have one; looked at each second where nothing else is said.</summary>
internal static class Comparisons
{
    private const double Alpha = 0.01;

    /// <summary>Kayenta on error percentages per minute, judged every 5 minutes from the tenth on.</summary>
    public static int? Kayenta(Trace trace)
    {
        Span<double> green = stackalloc double[trace.Seconds / 60];
        Span<double> blue = stackalloc double[trace.Seconds / 60];
        var points = 0;
        for (var t = 60; t <= trace.Seconds; t += 60)
        {
            var (g, b) = (trace.Green(t - 60, t), trace.Blue(t - 60, t));
            if (g.Requests > 0 && b.Requests > 0)
            {
                (green[points], blue[points]) = (100.0 * g.Errors / g.Requests, 100.0 * b.Errors / b.Requests);
                points++;
            }

            if (t >= 600 && t % 300 == 0 && points > 1 && MannWhitney.IsHigh(green[..points], blue[..points]))
            {
                return t;
            }
        }

        return null;
    }

    /// <summary>A test of two proportions as for one look, one-sided.</summary>
    public static int? NaiveZ(Trace trace) => First(trace, (g, b, _) =>
    {
        double all = g.Requests + b.Requests;
        var pooled = (g.Errors + b.Errors) / all;
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / g.Requests) + (1.0 / b.Requests)));
        return error > 0 && (Rate(g) - Rate(b)) / error > 2.3263478740408408;
    });

    /// <summary>GrowthBook's asymptotic confidence sequence for the difference of means, one-sided, tuned to 5,000.</summary>
    public static int? GrowthBook(Trace trace)
    {
        var logs = -2 * Math.Log(2 * Alpha);
        var rho2 = (logs + Math.Log(1 + logs)) / 5_000;
        return First(trace, (g, b, _) =>
        {
            double n = g.Requests + b.Requests;
            var variance = n * ((Rate(g) * (1 - Rate(g)) / g.Requests) + (Rate(b) * (1 - Rate(b)) / b.Requests));
            var width = Math.Sqrt(variance * 2 * ((n * rho2) + 1) / (n * n * rho2) * Math.Log(1 + (Math.Sqrt((n * rho2) + 1) / (2 * Alpha))));
            return variance > 0 && Rate(g) - Rate(b) > width;
        });
    }

    /// <summary>Lindon and Malek's test on all errors since the beginning, k = 100.</summary>
    public static int? LindonMalek(Trace trace) => First(trace, (g, b, share) =>
    {
        var (a, c) = (100 * share, 100 * (1 - share));
        var log = LogSpace.Beta(a + g.Errors, c + b.Errors) - LogSpace.Beta(a, c) - (g.Errors * Math.Log(share)) - (b.Errors * Math.Log(1 - share));
        return log >= -Math.Log(Alpha) && g.Errors > share * (g.Errors + b.Errors);
    });

    public static Func<Trace, int?> Ours(ErrorComparisonOptions options) => trace =>
    {
        var comparison = new ErrorComparison(options);
        for (var t = 0; t < trace.Seconds; t++)
        {
            if (trace.IsMeasured(t))
            {
                comparison.Observe(trace.Window(t));
                if (comparison.Verdict == Verdict.Fail)
                {
                    return t + 1;
                }
            }
        }

        return null;
    };

    public static int? OursRobust(Trace trace)
    {
        var comparison = new RobustErrorComparison();
        for (var t = 0; t < trace.Seconds; t++)
        {
            if (trace.IsMeasured(t))
            {
                comparison.Observe(trace.Window(t));
                if (comparison.Verdict == Verdict.Fail)
                {
                    return t + 1;
                }
            }
        }

        return null;
    }

    private static int? First(Trace trace, Func<RequestCounts, RequestCounts, double, bool> rejects)
    {
        for (var t = 1; t <= trace.Seconds; t++)
        {
            var (green, blue) = (trace.Green(0, t), trace.Blue(0, t));
            if (green.Requests > 0 && blue.Requests > 0 && green.Errors > 0 && rejects(green, blue, trace.Share(t)))
            {
                return t;
            }
        }

        return null;
    }

    private static double Rate(RequestCounts counts) => (double)counts.Errors / counts.Requests;
}
