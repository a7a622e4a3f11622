namespace BlueGreen.Benchmarks.Judging;

/// <summary>Rules on green's error rate alone, as their documents show them.</summary>
internal static class Gates
{
    /// <summary>The rate over 30 s above 5% for 120 s, read each second.</summary>
    public static int? Threshold(Trace trace)
    {
        var since = -1;
        for (var t = 30; t <= trace.Seconds; t++)
        {
            var breaches = trace.Green(t - 30, t) is { Requests: > 0 } seen && Rate(seen) > 0.05;
            since = !breaches ? -1 : since < 0 ? t : since;
            if (breaches && t - since >= 120 - 30)
            {
                return t;
            }
        }

        return null;
    }

    /// <summary>Argo Rollouts: success of at least 95% over the last interval; aborts when more measurements failed than the limit, or more than 4 in a row gave no answer.</summary>
    public static Func<Trace, int?> Argo(int interval, int failureLimit) => trace =>
    {
        var (failed, errors) = (0, 0);
        for (var t = interval; t <= trace.Seconds; t += interval)
        {
            var seen = trace.Green(t - interval, t);
            errors = seen.Requests == 0 && !trace.IsMeasured(t - 1) ? errors + 1 : 0;
            failed += seen.Requests > 0 && Rate(seen) > 0.05 ? 1 : 0;
            if (failed > failureLimit || errors > 4)
            {
                return t;
            }
        }

        return null;
    };

    /// <summary>Flagger: each minute success of at least 99%, no data is a failed check; rolls back on the tick after the fifth failed check.</summary>
    public static int? Flagger(Trace trace)
    {
        var failed = 0;
        for (var t = 60; t <= trace.Seconds; t += 60)
        {
            if (failed >= 5)
            {
                return t;
            }

            var seen = trace.Green(t - 60, t);
            failed += seen.Requests == 0 || Rate(seen) > 0.01 ? 1 : 0;
        }

        return null;
    }

    /// <summary>A fast burn of an objective of 99.9%: 14.4 times the budget over 5 minutes and over the hour, as far as it is filled, read every 5 s.</summary>
    public static int? Burn(Trace trace)
    {
        for (var t = 5; t <= trace.Seconds; t += 5)
        {
            if (Rate(trace.Green(t - 300, t)) > 0.0144 && Rate(trace.Green(0, t)) > 0.0144)
            {
                return t;
            }
        }

        return null;
    }

    private static double Rate(RequestCounts counts) => counts.Requests == 0 ? 0 : (double)counts.Errors / counts.Requests;
}
