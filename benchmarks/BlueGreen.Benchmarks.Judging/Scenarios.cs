namespace BlueGreen.Benchmarks.Judging;

/// <summary>Rollouts of 30 minutes with a tenth of the traffic on green, where nothing else is said.</summary>
internal static class Scenarios
{
    private const double Share = 0.1;
    private const int Block = 5;

    /// <summary>Green is as good as blue.</summary>
    public static readonly Scenario[] Good =
    [
        Scenario.Good("0.1%, 200 rps", Scenario.Steady(200, 0.001, 0.001)),
        Scenario.Good("1%, 200 rps", Scenario.Steady(200, 0.01, 0.01)),
        Scenario.Good("1%, 20 rps", Scenario.Steady(20, 0.01, 0.01)),
        Scenario.Good("1%, 2 rps", Scenario.Steady(2, 0.01, 0.01)),
        Scenario.Good("6%, 200 rps", Scenario.Steady(200, 0.06, 0.06)),
        Scenario.Good("shared outage 20%, 5 min", Scenario.Independent(200, t => t is >= 600 and < 900 ? (Share, 0.2, 0.2) : (Share, 0.005, 0.005))),
        Scenario.Good("ramp + drift", Scenario.Independent(200, t => Drift(t) is var errors ? (0.05 + (0.45 * t / Scenario.Seconds), errors, errors) : default)),
        Scenario.Good("metrics 15 s late", Scenario.Steady(200, 0.01, 0.01)) with { Lag = 15 },
        Scenario.Good("no metrics for 7 min", Silent(0.005, 600, 1020)),
        Scenario.Good("cold start 60 s at 5x", Scenario.Independent(200, t => (Share, 0.005, t < 60 ? 0.025 : 0.005))),
        Scenario.Good("beta-binomial icc 0.02 per side", Clustered),
        Scenario.Good("5 s bursts of 30%, private", Bursts),
        Scenario.Good("5 s bursts of nodes (9 blue, 1 green)", NodeBursts),
        Scenario.Good("sticky users, 8 requests each", Sticky),
    ];

    /// <summary>Green is worse.</summary>
    public static readonly Scenario[] Bad =
    [
        Scenario.Bad("0.5 to 50%, 200 rps", Scenario.Steady(200, 0.005, 0.5)),
        Scenario.Bad("0.5 to 10%, 200 rps", Scenario.Steady(200, 0.005, 0.1)),
        Scenario.Bad("0.5 to 3%, 200 rps", Scenario.Steady(200, 0.005, 0.03)),
        Scenario.Bad("0.5 to 1%, 200 rps", Scenario.Steady(200, 0.005, 0.01)),
        Scenario.Bad("0.1 to 0.5%, 200 rps", Scenario.Steady(200, 0.001, 0.005)),
        Scenario.Bad("1 to 20%, 2 rps", Scenario.Steady(2, 0.01, 0.2)),
        Scenario.Bad("10% from 600 s on", Scenario.Independent(200, t => (Share, 0.005, t < 600 ? 0.005 : 0.1))) with { Onset = 600 },
        Scenario.Bad("0.5 to 10%, metrics 15 s late", Scenario.Steady(200, 0.005, 0.1)) with { Lag = 15 },
    ];

    private static double Drift(int t) => 0.005 + (0.025 * t / Scenario.Seconds);

    /// <summary>Traffic goes on, but nobody can read the metrics for a while.</summary>
    private static Action<Trace, Sampler, bool> Silent(double errors, int from, int until) => (trace, sampler, halves) =>
    {
        for (var t = 0; t < trace.Seconds; t++)
        {
            var (blue, green) = sampler.Second(200, halves ? 0.5 : Share, errors, errors);
            trace.Set(t, blue, green, measured: t < from || t >= until);
        }
    };

    /// <summary>Each side draws a rate of its own every five seconds.</summary>
    private static void Clustered(Trace trace, Sampler sampler, bool halves) => PerBlock(trace, sampler, halves, () => (sampler.Beta(0.01, 0.02), sampler.Beta(0.01, 0.02)));

    /// <summary>In one of a hundred blocks, one side has a burst.</summary>
    private static void Bursts(Trace trace, Sampler sampler, bool halves) => PerBlock(trace, sampler, halves, () => (Nodes(sampler, 1), Nodes(sampler, 1)));

    /// <summary>Every node has a burst in one of a hundred blocks, in which 30% of its requests fail; blue has nine nodes, green one.</summary>
    private static void NodeBursts(Trace trace, Sampler sampler, bool halves) =>
        PerBlock(trace, sampler, halves, () => halves ? (Nodes(sampler, 5), Nodes(sampler, 4)) : (Nodes(sampler, 9), Nodes(sampler, 1)));

    private static double Nodes(Sampler sampler, int nodes) => 0.01 + (0.29 * sampler.Binomial(nodes, 0.01) / nodes);

    private static void PerBlock(Trace trace, Sampler sampler, bool halves, Func<(double Blue, double Green)> rates)
    {
        var (blue, green) = (0.0, 0.0);
        for (var t = 0; t < trace.Seconds; t++)
        {
            (blue, green) = t % Block == 0 ? rates() : (blue, green);
            var (b, g) = sampler.Second(200, halves ? 0.5 : Share, blue, green);
            trace.Set(t, b, g);
        }
    }

    /// <summary>Users make eight requests in a second and stay on their side; one user in a hundred fails with all of them.</summary>
    private static void Sticky(Trace trace, Sampler sampler, bool halves)
    {
        for (var t = 0; t < trace.Seconds; t++)
        {
            var (blue, green) = sampler.Second(25, halves ? 0.5 : Share, 0.01, 0.01);
            trace.Set(t, new(blue.Requests * 8, blue.Errors * 8), new(green.Requests * 8, green.Errors * 8));
        }
    }
}
