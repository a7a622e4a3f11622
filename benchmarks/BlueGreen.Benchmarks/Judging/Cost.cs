using System.Diagnostics;
using System.Globalization;
using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>What taking in one window costs. Chunks of 1,000 are timed and the median chunk is told.</summary>
internal static class Cost
{
    private const int Chunk = 1_000;

    private static readonly (string Name, long Requests, double Blue, double Green)[] Loads =
    [
        ("200 requests, 1%", 200, 0.01, 0.01),
        ("2,000 requests, 1%", 2_000, 0.01, 0.01),
        ("200 requests, green 50%", 200, 0.005, 0.5),
        ("10,000 requests, 20%", 10_000, 0.2, 0.2),
    ];

    public static void Run(Dictionary<string, object> results)
    {
        Console.Write("\nCost of one window\n\n| window | ns, worse only | ns, with certification | bytes |\n|---|--:|--:|--:|\n");
        foreach (var (name, requests, blue, green) in Loads)
        {
            var trace = new Trace(Chunk);
            Scenario.Steady(requests, blue, green)(trace, new(7), false);
            var (plain, _) = Measure(trace, new() { Certify = null });
            var (both, bytes) = Measure(trace, new());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {plain:0} | {both:0} | {bytes:0} |"));
            results[$"cost: {name}"] = new Dictionary<string, object> { ["ours"] = new { nanoseconds = Math.Round(plain), nanosecondsWithCertification = Math.Round(both), bytes } };
        }
    }

    private static (double Nanoseconds, double Bytes) Measure(Trace trace, ErrorComparisonOptions options)
    {
        var times = new double[300];
        var bytes = 0L;
        for (var i = 0; i < times.Length; i++)
        {
            var comparison = new ErrorComparison(options);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var begun = Stopwatch.GetTimestamp();
            for (var t = 0; t < Chunk; t++)
            {
                comparison.Observe(trace.Window(t));
            }

            times[i] = Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Chunk;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (times.Order().ElementAt(times.Length / 2), bytes / (double)Chunk);
    }
}
