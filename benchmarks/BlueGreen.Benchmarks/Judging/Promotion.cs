using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>How soon a good release is certified: to be less than twice as bad as blue, or to fail in fewer than one request of a thousand; and how often one that is exactly twice as bad is.</summary>
internal static class Promotion
{
    private static readonly Scenario[] Scenarios =
    [
        Scenario.Good("certified: 1%, 200 rps", Scenario.Steady(200, 0.01, 0.01)),
        Scenario.Good("certified: 1%, 20 rps", Scenario.Steady(20, 0.01, 0.01)),
        Scenario.Good("certified: 0.1%, 200 rps", Scenario.Steady(200, 0.001, 0.001)),
        Scenario.Good("certified: 0.01%, 200 rps", Scenario.Steady(200, 0.0001, 0.0001)),
        Scenario.Bad("certified: twice as bad, 200 rps", Scenario.Steady(200, 0.01, 0.02 / 1.01)),
    ];

    private static readonly (string Name, Certification Certification)[] Ways =
    [
        ("odds", When.GreenIsGoodEnough() with { FailingLessThan = null }),
        ("odds or share", When.GreenIsGoodEnough()),
    ];

    public static void Run(int runs, int seed, Dictionary<string, object> results)
    {
        Console.Write("\nEarly promotion\n\n| scenario | certified by | % certified | median s | p90 s |\n|---|---|--:|--:|--:|\n");
        for (var i = 0; i < Scenarios.Length; i++)
        {
            var outcomes = Simulate(Scenarios[i], runs, seed, 200 + i);
            foreach (var ((name, _), outcome) in Ways.Zip(outcomes))
            {
                Console.WriteLine($"| {Scenarios[i].Name} | {name} | {JudgeBenchmark.Number(outcome.RolledBackPercent)} | {Percentile(outcome, 0.5)} | {Percentile(outcome, 0.9)} |");
            }

            results[Scenarios[i].Name] = Ways.Zip(outcomes).ToDictionary(pair => pair.First.Name, pair => (object)new
            {
                certifiedPercent = Math.Round(pair.Second.RolledBackPercent, 2),
                medianSeconds = Percentile(pair.Second, 0.5),
                p90Seconds = Percentile(pair.Second, 0.9),
            });
        }
    }

    private static int Percentile(Outcome outcome, double share) => outcome.RolledBack == 0 ? 0 : outcome.Percentile(share);

    private static Outcome[] Simulate(Scenario scenario, int runs, int seed, int number)
    {
        var outcomes = Ways.Select(_ => new Outcome()).ToArray();
        var trace = new Trace(Scenario.Seconds);
        for (var run = 0; run < runs; run++)
        {
            scenario.Fill(trace, new(Seeds.Of(seed, number, run)), false);
            for (var i = 0; i < Ways.Length; i++)
            {
                outcomes[i].Add(scenario, trace, Certified(trace, Ways[i].Certification));
            }
        }

        return outcomes;
    }

    private static int? Certified(Trace trace, Certification certification)
    {
        var comparison = new ErrorComparison(new() { Certify = certification });
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
