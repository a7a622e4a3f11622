using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>
/// Slower releases: 100 requests per second, a tenth of them to green, lognormal with a median of 50 ms; half an hour. Beside ours, on histograms of 40 buckets each second: Flagger's check
/// of a p99 of 500 ms, Kayenta on the p99 of each minute, and Howard and Ramdas's band for whole distributions, looked at each minute.
/// </summary>
internal static class Latencies
{
    private static readonly ImmutableArray<TimeSpan> Bounds = [.. Enumerable.Range(0, 40).Select(i => TimeSpan.FromMilliseconds(5 * Math.Pow(1.2, i)))];

    private static readonly (string Name, Func<Sampler, double, double> Green)[] Releases =
    [
        ("latency: as fast", (_, ms) => ms),
        ("latency: x1.1", (_, ms) => ms * 1.1),
        ("latency: x1.3", (_, ms) => ms * 1.3),
        ("latency: x2", (_, ms) => ms * 2),
        ("latency: 2% take 1 s longer", (sampler, ms) => sampler.Uniform() < 0.02 ? ms + 1_000 : ms),
        ("latency: 0.5% take 1 s longer", (sampler, ms) => sampler.Uniform() < 0.005 ? ms + 1_000 : ms),
        ("latency: 10% take 150 ms longer", (sampler, ms) => sampler.Uniform() < 0.1 ? ms + 150 : ms),
    ];

    private static readonly string[] Names = ["flagger p99", "kayenta p99", "dkw", "ours"];

    public static void Run(int runs, int seed, Dictionary<string, object> results)
    {
        Console.Write($"\nLatency, {runs} runs: median seconds to the rollback, and % found\n\n| release | {string.Join(" | ", Names)} |\n|---|{string.Concat(Names.Select(_ => "--:|"))}\n");
        for (var i = 0; i < Releases.Length; i++)
        {
            var found = Simulate(Releases[i].Green, runs, seed, 300 + i);
            Console.WriteLine($"| {Releases[i].Name} | {string.Join(" | ", found.Select(f => Cell(f, runs)))} |");
            results[Releases[i].Name] = Names.Zip(found).ToDictionary(pair => pair.First, pair => (object)new
            {
                rolledBackPercent = Math.Round(100.0 * pair.Second.Count / runs, 2),
                secondsToRollback = Median(pair.Second, runs),
            });
        }
    }

    private static List<int>[] Simulate(Func<Sampler, double, double> green, int runs, int seed, int number)
    {
        List<int>[] found = [.. Names.Select(_ => new List<int>())];
        for (var run = 0; run < runs; run++)
        {
            var rollout = new LatencyRollout(new(Seeds.Of(seed, number, run)), green, Bounds);
            rollout.Run();
            for (var i = 0; i < found.Length; i++)
            {
                if (rollout.Decided[i] is { } at)
                {
                    found[i].Add(at);
                }
            }
        }

        return found;
    }

    private static int? Median(List<int> found, int runs) => found.Count * 2 < runs ? null : found.Order().ElementAt(found.Count / 2);

    private static string Cell(List<int> found, int runs) =>
        (Median(found, runs)?.ToString(CultureInfo.InvariantCulture) ?? "—") + (found.Count < runs ? $", {JudgeBenchmark.Number(100.0 * found.Count / runs)}%" : "");
}
