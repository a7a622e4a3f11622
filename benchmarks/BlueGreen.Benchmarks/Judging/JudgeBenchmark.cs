using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>
/// Good and bad releases, simulated from a seed, under the rules of other tools and under ours: how often a good one is rolled back, how many errors users of a bad one meet, and how long
/// that takes. Every policy judges the same rollouts.
/// </summary>
internal static class JudgeBenchmark
{
    private const int PreFlightSeconds = 1_800;

    private static readonly Policy[] Policies =
    [
        new("threshold", Gates.Threshold),
        new("argo 5m", Gates.Argo(300, 3)),
        new("argo 1m", Gates.Argo(60, 0)),
        new("flagger", Gates.Flagger),
        new("burn rate", Gates.Burn),
        new("kayenta", Comparisons.Kayenta),
        new("naive z", Comparisons.NaiveZ),
        new("growthbook", Comparisons.GrowthBook),
        new("lindon-malek", Comparisons.LindonMalek),
        new("ours, warm-up", Comparisons.Ours(new() { Certify = null, WarmUp = WarmUp.Usual })),
        new("ours", Comparisons.Ours(new() { Certify = null })),
        new("ours, robust", Comparisons.OursRobust),
    ];

    private static readonly string[] Names = [.. Policies.Select(policy => policy.Name), "ours, by pre-flight"];

    public static void Run(int runs, int seed, string? picture)
    {
        var begun = Stopwatch.GetTimestamp();
        var results = new Dictionary<string, object>();
        var good = Scenarios.Good.Select((scenario, i) => Simulate(scenario, runs, seed, i)).ToList();
        Print("Good releases that were rolled back, %", Scenarios.Good, good, outcome => Number(outcome.RolledBackPercent));
        var bad = Scenarios.Bad.Select((scenario, i) => Simulate(scenario, runs, seed, 100 + i)).ToList();
        Print("Bad releases: errors that users of green met on average", Scenarios.Bad, bad, outcome => Number(outcome.ErrorsServed));
        Print("Bad releases: median seconds to the rollback, and % missed", Scenarios.Bad, bad, Speed);
        Add(results, Scenarios.Good, good, outcome => new { falseRollbackPercent = Math.Round(outcome.RolledBackPercent, 2) });
        Add(results, Scenarios.Bad, bad, outcome => new
        {
            errorsServed = Math.Round(outcome.ErrorsServed, 2),
            secondsToRollback = outcome.SecondsToRollback,
            missedPercent = Math.Round(outcome.MissedPercent, 2),
        });
        if (picture is not null)
        {
            File.WriteAllText(picture, Picture.Draw(Names, good, bad));
        }

        Promotion.Run(runs, seed, results);
        Latencies.Run(Math.Max(1, runs / 10), seed, results);
        Cost.Run(results);
        Console.WriteLine(Number(Stopwatch.GetElapsedTime(begun).TotalSeconds) + " s");
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "judge", results }));
    }

    /// <summary>A number as people read it: fewer digits the larger it is.</summary>
    public static string Number(double value) => value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.##", CultureInfo.InvariantCulture);

    private static Outcome[] Simulate(Scenario scenario, int runs, int seed, int number)
    {
        var outcomes = Names.Select(_ => new Outcome()).ToArray();
        var (before, trace) = (new Trace(PreFlightSeconds), new Trace(Scenario.Seconds));
        var decided = new int?[Policies.Length];
        for (var run = 0; run < runs; run++)
        {
            var sampler = new Sampler(Seeds.Of(seed, number, run));
            scenario.Fill(before, sampler, true);
            scenario.Fill(trace, sampler, false);
            for (var i = 0; i < Policies.Length; i++)
            {
                decided[i] = Policies[i].Decide(trace);
                outcomes[i].Add(scenario, trace, decided[i]);
            }

            outcomes[^1].Add(scenario, trace, Chosen(before, byCounts: decided[^2], bySigns: decided[^1]));
        }

        return outcomes;
    }

    /// <summary>Ours as the comparison of blue with itself recommends; signs while it recommends nothing.</summary>
    private static int? Chosen(Trace before, int? byCounts, int? bySigns)
    {
        var comparison = new SelfComparison();
        for (var t = 0; t < before.Seconds; t++)
        {
            comparison.Observe(before.Window(t));
        }

        return comparison.Recommended switch { ComparisonMode.Conditional => byCounts, ComparisonMode.None => null, _ => bySigns };
    }

    private static string Speed(Outcome outcome) =>
        (outcome.SecondsToRollback?.ToString(CultureInfo.InvariantCulture) ?? "—") + (outcome.MissedPercent > 0 ? $", {Number(outcome.MissedPercent)}%" : "");

    private static void Print(string title, Scenario[] scenarios, List<Outcome[]> outcomes, Func<Outcome, string> cell)
    {
        var text = new StringBuilder($"\n{title}\n\n| scenario | {string.Join(" | ", Names)} |\n|---|{string.Concat(Names.Select(_ => "--:|"))}\n");
        foreach (var (scenario, row) in scenarios.Zip(outcomes))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {scenario.Name} | {string.Join(" | ", row.Select(cell))} |\n");
        }

        Console.Write(text);
    }

    private static void Add(Dictionary<string, object> results, Scenario[] scenarios, List<Outcome[]> outcomes, Func<Outcome, object> values)
    {
        foreach (var (scenario, row) in scenarios.Zip(outcomes))
        {
            results[scenario.Name] = Names.Zip(row).ToDictionary(pair => pair.First, pair => values(pair.Second));
        }
    }
}
