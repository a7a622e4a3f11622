using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>How soon a good release is certified to be less than twice as bad as blue, and how often one that is exactly twice as bad is.</summary>
internal static class Promotion
{
    private static readonly Scenario[] Scenarios =
    [
        Scenario.Good("certified: 1%, 200 rps", Scenario.Steady(200, 0.01, 0.01)),
        Scenario.Good("certified: 1%, 20 rps", Scenario.Steady(20, 0.01, 0.01)),
        Scenario.Good("certified: 0.1%, 200 rps", Scenario.Steady(200, 0.001, 0.001)),
        Scenario.Bad("certified: twice as bad, 200 rps", Scenario.Steady(200, 0.01, 0.02 / 1.01)),
    ];

    public static void Run(int runs, int seed, Dictionary<string, object> results)
    {
        Console.Write("\nEarly promotion: certified to be below twice blue's odds\n\n| scenario | % certified | median s | p90 s |\n|---|--:|--:|--:|\n");
        for (var i = 0; i < Scenarios.Length; i++)
        {
            var outcome = Simulate(Scenarios[i], runs, seed, 200 + i);
            var (median, p90) = outcome.RolledBack == 0 ? (0, 0) : (outcome.Percentile(0.5), outcome.Percentile(0.9));
            Console.WriteLine($"| {Scenarios[i].Name} | {JudgeBenchmark.Number(outcome.RolledBackPercent)} | {median} | {p90} |");
            results[Scenarios[i].Name] = new Dictionary<string, object>
            {
                ["ours"] = new { certifiedPercent = Math.Round(outcome.RolledBackPercent, 2), medianSeconds = median, p90Seconds = p90 },
            };
        }
    }

    private static Outcome Simulate(Scenario scenario, int runs, int seed, int number)
    {
        var outcome = new Outcome();
        var trace = new Trace(Scenario.Seconds);
        for (var run = 0; run < runs; run++)
        {
            scenario.Fill(trace, new(JudgeBenchmark.Seed(seed, number, run)), false);
            outcome.Add(scenario, trace, Certified(trace));
        }

        return outcome;
    }

    private static int? Certified(Trace trace)
    {
        var comparison = new ErrorComparison();
        for (var t = 0; t < trace.Seconds && comparison.Verdict != Verdict.Fail; t++)
        {
            comparison.Observe(trace.Window(t));
            if (comparison.Verdict == Verdict.Pass)
            {
                return t + 1;
            }
        }

        return null;
    }
}
