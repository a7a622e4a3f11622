using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Benchmarks.Load;

namespace BlueGreen.Benchmarks;

/// <summary>
/// Our router beside plain YARP, HAProxy and the bare backend: throughput and tail in turns within one run, told as ratios of medians; then the split, a thousand changes under
/// load, and blue killed as soon as it is drained. Each part is a process of its own on loopback; the load and all of them share the machine's processors.
/// </summary>
internal static class RouterBenchmark
{
    private const int Connections = 32;
    private const int Changes = 1_000;
    private const int Trials = 4;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(int rounds)
    {
        using var blue = await Child.StartAsync("backend", "blue");
        using var green = await Child.StartAsync("backend", "green");
        using var ours = await Child.StartAsync("proxy", "ours", blue.Url.ToString(), green.Url.ToString());
        using var yarp = await Child.StartAsync("proxy", "yarp", blue.Url.ToString(), green.Url.ToString());
        using var haproxy = await Child.StartHaproxyAsync(blue.Url, green.Url);
        using var control = new Control(ours.Url);
        await control.ShiftAsync(10);

        var turns = await TakeTurnsAsync(rounds, new() { ["direct"] = blue, ["ours"] = ours, ["yarp"] = yarp, ["haproxy"] = haproxy });
        var share = (await new ClosedLoop(ours.Url, Connections, requests: 20_000).CompleteAsync()).GreenShare;
        var (stale, failedInChanges, change) = await ChangeAsync(ours, control);
        var failedAfterStop = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            failedAfterStop += await StopBlueAsync();
        }

        Print(turns, new(Math.Abs(share - 0.1) * 100, stale, failedInChanges, failedAfterStop, change));
    }

    private static async Task<Dictionary<string, List<Measured>>> TakeTurnsAsync(int rounds, Dictionary<string, Child?> targets)
    {
        var turns = targets.Where(t => t.Value is not null).ToDictionary(t => t.Key, _ => new List<Measured>());
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, list) in turns)
            {
                var measured = await MeasureAsync(targets[name]!);
                if (round >= 0)
                {
                    list.Add(measured);
                }
            }
        }

        return turns;
    }

    private static async Task<Measured> MeasureAsync(Child target)
    {
        var cpu = target.Cpu;
        var load = new ClosedLoop(target.Url, Connections);
        await Task.Delay(Turn);
        var result = await load.StopAsync();
        return result.Failed == 0
            ? new(result.PerSecond, result.P99Microseconds, (target.Cpu - cpu).TotalMicroseconds / result.Exchanges.Length)
            : throw new InvalidOperationException($"{result.Failed} of {result.Exchanges.Length} requests failed at {target.Url}.");
    }

    /// <summary>Everything to green and everything back, again and again, under load.</summary>
    /// <returns>
    /// How many requests were sent after a change had returned and answered by the other side before the next one began; how many failed; and the median of a change.
    /// </returns>
    private static async Task<(int Stale, int Failed, double Microseconds)> ChangeAsync(Child ours, Control control)
    {
        await control.ShiftAsync(0);
        var load = new ClosedLoop(ours.Url, Connections / 2);
        var changes = new List<(long Begun, long Done, Side To)>();
        for (var i = 0; i < Changes; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await control.ShiftAsync(i % 2 == 0 ? 100 : 0);
            changes.Add((begun, Stopwatch.GetTimestamp(), i % 2 == 0 ? Side.Green : Side.Blue));
            await Task.Delay(BetweenChanges);
        }

        var result = await load.StopAsync();
        var times = changes.Select(c => Stopwatch.GetElapsedTime(c.Begun, c.Done).TotalMicroseconds);
        return (result.Exchanges.Count(e => IsStale(e, changes)), result.Failed, Median(times));
    }

    private static bool IsStale(Exchange exchange, List<(long Begun, long Done, Side To)> changes)
    {
        var last = changes.FindLastIndex(c => c.Done < exchange.SentAt);
        return last >= 0 && exchange.Side is { } side && side != changes[last].To
            && (last + 1 == changes.Count || exchange.ReceivedAt < changes[last + 1].Begun);
    }

    /// <summary>64 connections whose requests take up to 400 ms; everything to green, drained, and blue killed at once.</summary>
    private static async Task<int> StopBlueAsync()
    {
        using var blue = await Child.StartAsync("backend", "blue", "--slowest", "400");
        using var green = await Child.StartAsync("backend", "green", "--slowest", "400");
        using var ours = await Child.StartAsync("proxy", "ours", blue.Url.ToString(), green.Url.ToString());
        using var control = new Control(ours.Url);
        await control.ShiftAsync(0);
        var load = new ClosedLoop(ours.Url, 2 * Connections);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await control.ShiftAsync(100);
        await control.DrainAsync("blue");
        blue.Kill();
        await Task.Delay(TimeSpan.FromSeconds(1));
        return (await load.StopAsync()).Failed;
    }

    private static void Print(Dictionary<string, List<Measured>> turns, RouterSafety safety)
    {
        foreach (var (name, list) in turns)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-8} {Median(list.Select(m => m.PerSecond)),8:N0} requests/s, p99 {Median(list.Select(m => m.P99)),7:N0} µs, {Median(list.Select(m => m.Cpu)),5:N1} µs of CPU per request"));
        }

        double? VsYarp = Ratio("yarp", m => m.PerSecond), VsHaproxy = Ratio("haproxy", m => m.PerSecond), VsDirect = Ratio("direct", m => m.PerSecond);
        double? p99 = Ratio("yarp", m => m.P99), cpuVsYarp = Ratio("yarp", m => m.Cpu), cpuVsHaproxy = Ratio("haproxy", m => m.Cpu);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            | our router                                   |        aim |   measured |
            |----------------------------------------------|-----------:|-----------:|
            | requests per second, plain YARP = 1          |     ≥ 0.95 | {VsYarp,10:N2} |
            | requests per second, HAProxy = 1             |     ≥ 0.60 | {VsHaproxy,10:N2} |
            | requests per second, bare backend = 1        |            | {VsDirect,10:N2} |
            | p99, plain YARP = 1                          |            | {p99,10:N2} |
            | CPU per request, plain YARP = 1              |            | {cpuVsYarp,10:N2} |
            | CPU per request, HAProxy = 1                 |            | {cpuVsHaproxy,10:N2} |
            | error of the split at 10%, percentage points |     ≤ 0.85 | {safety.SplitErrorPoints,10:N2} |
            | stale after {Changes:N0} changes returned           |          0 | {safety.Stale,10} |
            | failed during these changes                  |          0 | {safety.FailedInChanges,10} |
            | failed when blue was killed once drained     |          0 | {safety.FailedAfterStop,10} |
            | median of a change under load, µs            |            | {safety.ChangeMicroseconds,10:N0} |
            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "router",
            results = new
            {
                requestsPerSecondVsYarp = VsYarp,
                requestsPerSecondVsHaproxy = VsHaproxy,
                p99VsYarp = p99,
                requestsPerSecondVsDirect = VsDirect,
                cpuVsYarp,
                cpuVsHaproxy,
                splitErrorPoints = Math.Round(safety.SplitErrorPoints, 3),
                staleAfterAck = safety.Stale,
                failedDuringWeightChanges = safety.FailedInChanges,
                failedAfterBlueStopped = safety.FailedAfterStop,
            },
        }));

        double? Ratio(string other, Func<Measured, double> value) =>
            turns.TryGetValue(other, out var list) ? Math.Round(Median(turns["ours"].Select(value)) / Median(list.Select(value)), 3) : null;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2] + sorted[(sorted.Length / 2) - 1]) / 2;
    }

    private sealed record Measured(double PerSecond, double P99, double Cpu);

    private sealed record RouterSafety(double SplitErrorPoints, int Stale, int FailedInChanges, int FailedAfterStop, double ChangeMicroseconds);
}
