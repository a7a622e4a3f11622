using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Benchmarks.Baking;

/// <summary>
/// Many bakes at once in one process: each samples four metrics of both sides every second, compares errors and times with blue, holds memory and processor to limits, and records where it stands
/// every 30 seconds. How much of a core that takes, once all of them bake.
/// </summary>
internal static class BakingBenchmark
{
    public static async Task RunAsync(int rollouts, int seconds)
    {
        var clock = TimeProvider.System;
        var router = new BakingRouter(clock);
        var environment = new InstantEnvironment();
        var store = new InMemoryRolloutStore(clock);
        using var prober = new HttpHealthProber(clock);
        using var engine = new RolloutEngine(
            store, new Catalog(environment, router), new InMemoryArtifactStore(), prober, new HostSettings { Driver = new() { LeaseDuration = TimeSpan.FromMinutes(10) } }, clock, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var ids = await StartAsync(store, environment, router, rollouts);
        var driving = engine.RunAsync(null, stop.Token);
        await UntilAllBakeAsync(store, ids);
        var (cores, reads, bytes) = await MeasureAsync(router, TimeSpan.FromSeconds(seconds));
        await stop.CancelAsync();
        await driving;
        Print(rollouts, cores, reads, bytes);
    }

    private static async Task<(double Cores, double SamplesPerSecond, double BytesPerSample)> MeasureAsync(BakingRouter router, TimeSpan length)
    {
        using var process = Process.GetCurrentProcess();
        var (begun, reads, cpu, bytes) = (Stopwatch.GetTimestamp(), router.Reads, process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        await Task.Delay(length);
        process.Refresh();
        var elapsed = Stopwatch.GetElapsedTime(begun);
        var samples = router.Reads - reads;
        return ((process.TotalProcessorTime - cpu) / elapsed, samples / elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes() - bytes) / (double)samples);
    }

    private static async Task<RolloutId[]> StartAsync(InMemoryRolloutStore store, InstantEnvironment environment, BakingRouter router, int rollouts)
    {
        var ids = new RolloutId[rollouts];
        for (var i = 0; i < rollouts; i++)
        {
            ids[i] = new($"r{i}");
            var plan = Build(EngineBenchmark.Name(i), environment, router);
            await store.StartAsync(new(ids[i], new() { Kind = RolloutKind.Forward, Release = new("2"), Plan = plan.Description }, IfActive.Refuse), CancellationToken.None);
        }

        return ids;
    }

    private static async Task UntilAllBakeAsync(InMemoryRolloutStore store, RolloutId[] ids)
    {
        foreach (var id in ids)
        {
            await foreach (var entry in store.WatchAsync(id, 0, CancellationToken.None))
            {
                if (entry.Event is TrafficShifted)
                {
                    break;
                }
            }
        }
    }

    private static RolloutPlan Build(string application, InstantEnvironment environment, BakingRouter router) => new RolloutBuilder(application)
        .Environment(environment)
        .Traffic(router)
        .Metrics(router, sampleEvery: TimeSpan.FromSeconds(1))
        .RollBackWhen(When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime))
        .RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromSeconds(30)))
        .RollBackWhen(Metric.CpuUsage.Above(Percentage.Of(90)).For(TimeSpan.FromSeconds(30)))
        .DeployGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromHours(1))
        .ShiftTo(Percentage.All)
        .Promote()
        .Build();

    private static void Print(int rollouts, double cores, double samples, double bytes)
    {
        var perMetric = cores / samples / 4 * 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | {rollouts} bakes at once, 4 metrics each second          |        aim |   measured |
            |----------------------------------------------|-----------:|-----------:|
            | cores in use                                 |        ≤ 1 | {cores,10:N2} |
            | samples per second                           | {rollouts,10:N0} | {samples,10:N0} |
            | µs of CPU per sample and metric, all included |            | {perMetric,10:N2} |
            | bytes allocated per sample, all included     |            | {bytes,10:N0} |
            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "baking",
            results = new { rollouts, cores = Math.Round(cores, 2), samplesPerSecond = Math.Round(samples), microsecondsPerMetric = Math.Round(perMetric, 2), bytesPerSample = Math.Round(bytes) },
        }));
    }

    private sealed class Catalog(InstantEnvironment environment, BakingRouter router) : IPlanCatalog
    {
        public RolloutPlan? Find(RolloutStarted started) => Build(started.Plan.Application, environment, router);
    }
}
