using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using BlueGreen.Machine;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Benchmarks;

/// <summary>
/// Many rollouts in one process: what one costs in memory while it waits for an approval with green at 100% (its journal, driver, timer and lease included), and what one
/// decision costs.
/// </summary>
internal static class EngineBenchmark
{
    public static async Task RunAsync(int rollouts)
    {
        var clock = TimeProvider.System;
        var router = new InstantRouter(clock);
        var environment = new InstantEnvironment();
        var before = Memory();
        var store = new InMemoryRolloutStore(clock);
        using var prober = new HttpHealthProber(clock);
        using var engine = new RolloutEngine(
            store, new PlanPerApplication(environment, router), new InMemoryArtifactStore(), prober, new HostSettings { Driver = new() { LeaseDuration = TimeSpan.FromMinutes(10) } }, clock, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        var ids = await StartAsync(store, environment, router, rollouts);
        var driving = engine.RunAsync(null, stop.Token);
        await UntilAllWaitAsync(store, ids);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime - cpuBefore;
        var bytes = (Memory() - before) / rollouts;
        var events = 0;
        foreach (var id in ids)
        {
            events += (await store.ReadAsync(id, 0, CancellationToken.None)).Length;
        }

        var decision = await MeasureDecisionAsync(store, ids);
        await stop.CancelAsync();
        await driving;
        Print(rollouts, bytes, decision, cpu.TotalMicroseconds / events);
    }

    private static async Task<RolloutId[]> StartAsync(InMemoryRolloutStore store, InstantEnvironment environment, InstantRouter router, int rollouts)
    {
        var ids = new RolloutId[rollouts];
        for (var i = 0; i < rollouts; i++)
        {
            var plan = PlanPerApplication.Build(Name(i), environment, router);
            ids[i] = new($"r{i}");
            await store.StartAsync(
                new(ids[i], new() { Kind = RolloutKind.Forward, Release = new("2"), Plan = plan.Description }, IfActive.Refuse), CancellationToken.None);
        }

        return ids;
    }

    private static async Task UntilAllWaitAsync(InMemoryRolloutStore store, RolloutId[] ids)
    {
        foreach (var id in ids)
        {
            await foreach (var entry in store.WatchAsync(id, 0, CancellationToken.None))
            {
                if (entry.Event is ApprovalRequested)
                {
                    break;
                }
            }
        }
    }

    /// <summary>Folds the journals and decides again and again, as a driver does on every tick.</summary>
    private static async Task<double> MeasureDecisionAsync(InMemoryRolloutStore store, RolloutId[] ids)
    {
        var states = new List<RolloutState>();
        foreach (var id in ids)
        {
            states.Add((await store.ReadAsync(id, 0, CancellationToken.None)).Aggregate(RolloutState.Empty, (state, entry) => state.Apply(entry)));
        }

        var seen = Observations.None with { Epoch = states[0].Epoch, Owner = states[0].Owner! };
        var decided = 0L;
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(3))
        {
            foreach (var state in states)
            {
                GC.KeepAlive(RolloutMachine.Decide(state, seen with { Epoch = state.Epoch }, state.LastAt.AddSeconds(1)));
                decided++;
            }
        }

        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds / decided;
    }

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"app-{number}");

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);

    private static void Print(int rollouts, long bytes, double decision, double perEvent)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | {rollouts} concurrent rollouts in one process         |        aim |   measured |
            |----------------------------------------------|-----------:|-----------:|
            | bytes per idle rollout, journal included     |   ≤ 20,480 | {bytes,10:N0} |
            | µs per decision                              |       ≤ 20 | {decision,10:N2} |
            | µs of CPU per journaled event, all included  |            | {perEvent,10:N1} |
            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "engine",
            results = new { bytesPerIdleRollout = bytes, microsecondsPerDecision = Math.Round(decision, 2), cpuMicrosecondsPerEvent = Math.Round(perEvent, 1), rollouts },
        }));
    }
}
