using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Health;

namespace BlueGreen.Benchmarks;

/// <summary>
/// What health probes cost. First the prober flat out beside a bare loop over a pooled <see cref="SocketsHttpHandler"/>, in turns. Then every endpoint of a large farm each ten
/// seconds, through the wheel that a host's rollouts share: asked for at evenly spread times, as by rollouts that began at different times, and all at the same instant, as after
/// a restart. The farm's processes share the machine's processors; the CPU time told is that of the probing process alone.
/// </summary>
internal static class ProberBenchmark
{
    private const int Farms = 2;
    private const int FlatOutEndpoints = 1_000;
    private const int FlatOutTurns = 7;
    private const int AtOnce = 64;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly ImmutableArray<Probe> Probes = [Probe.Get("public", "/health")];

    public static async Task RunAsync(int endpoints, int rounds)
    {
        Child[] farms = await Task.WhenAll(Enumerable.Range(0, Farms).Select(_ => Child.StartAsync("farm", (endpoints / Farms).ToString(CultureInfo.InvariantCulture))));
        try
        {
            Deployment[] targets = [.. farms.SelectMany(farm => farm.Urls).Select((url, i) => new Deployment { Id = new($"d{i}"), Version = "2.0.0", Url = url })];
            var flatOut = await FlatOutAsync([.. targets.Take(FlatOutEndpoints)]);
            var (spread, inStep) = await PacedAsync(targets, rounds);
            Print(targets.Length, flatOut, spread, inStep);
        }
        finally
        {
            Array.ForEach(farms, farm => farm.Dispose());
        }
    }

    private static async Task<Dictionary<string, List<Speed>>> FlatOutAsync(Deployment[] targets)
    {
        using var prober = new HttpHealthProber();
        using var bare = new BareProbes(targets);
        var operation = Operation(TimeSpan.FromSeconds(5));
        var sides = new Dictionary<string, Func<int, Task>>
        {
            ["bare"] = bare.ProbeAsync,
            ["ours"] = async i => Expect(await prober.ProbeAsync(Probes, targets[i], operation, CancellationToken.None)),
        };
        var speeds = sides.ToDictionary(side => side.Key, _ => new List<Speed>());
        for (var turn = -1; turn < FlatOutTurns; turn++)
        {
            foreach (var (name, probe) in sides)
            {
                var speed = await MeasureAsync(probe, targets.Length);
                if (turn >= 0)
                {
                    speeds[name].Add(speed);
                }
            }
        }

        return speeds;
    }

    private static async Task<Speed> MeasureAsync(Func<int, Task> probe, int targets)
    {
        var next = 0;
        var cpu = Cpu();
        var allocated = GC.GetTotalAllocatedBytes();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < Turn)
            {
                await probe((int)((uint)Interlocked.Increment(ref next) % targets));
            }
        })));
        return new(next / Stopwatch.GetElapsedTime(begun).TotalSeconds, (Cpu() - cpu).TotalMicroseconds / next, (GC.GetTotalAllocatedBytes() - allocated) / (double)next);
    }

    /// <summary>One period opens the connections, and then the two ways of asking take turns.</summary>
    private static async Task<(Paced Spread, Paced InStep)> PacedAsync(Deployment[] targets, int rounds)
    {
        using var prober = new HttpHealthProber();
        using var wheel = new ProbeWheel(TimeProvider.System);
        var times = new StartTimes(prober);
        var spread = new SpreadHealthProber(times, wheel, TimeProvider.System);
        var ticks = (int)(Period / Tick);
        await AskAsync(spread, targets, ticks);
        var (evenly, inStep) = (new List<Paced>(), new List<Paced>());
        for (var round = 0; round < rounds; round++)
        {
            evenly.Add(await MeasureAsync(() => AskAsync(spread, targets, ticks), times));
            inStep.Add(await MeasureAsync(() => AskAsync(spread, targets, 1), times));
        }

        return (Paced.Of(evenly), Paced.Of(inStep));
    }

    private static async Task<Paced> MeasureAsync(Func<Task> ask, StartTimes times)
    {
        times.Take();
        var cpu = Cpu();
        var begun = Stopwatch.GetTimestamp();
        await ask();
        var elapsed = Stopwatch.GetElapsedTime(begun);
        return new((Cpu() - cpu) / elapsed * 100, times.Take());
    }

    /// <summary>Asks every target once within a period, in so many batches of the same size.</summary>
    private static async Task AskAsync(SpreadHealthProber prober, Deployment[] targets, int batches)
    {
        using var timer = new PeriodicTimer(Period / batches);
        var asked = new List<Task>();
        foreach (var batch in targets.Chunk((targets.Length + batches - 1) / batches))
        {
            var operation = Operation(TimeSpan.FromSeconds(5));
            asked.AddRange(batch.Select(target => ExpectAsync(prober.ProbeAsync(Probes, target, operation, CancellationToken.None))));
            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(asked);
    }

    private static async Task ExpectAsync(Task<ImmutableArray<ProbeResult>> probing) => Expect(await probing);

    private static void Expect(ImmutableArray<ProbeResult> results)
    {
        if (results is not [{ Status: ProbeStatus.Healthy, Details.Count: 3 }])
        {
            throw new InvalidOperationException($"A probe failed: {results[0].Reason}");
        }
    }

    private static OperationContext Operation(TimeSpan time) => new()
    {
        Rollout = new("r"),
        Application = "shop",
        Step = "bake",
        Operation = new("sample"),
        Token = new(1, 1),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Deadline = TimeProvider.System.GetUtcNow() + time,
        TimeLeft = time,
        Release = new("2.0.0"),
    };

    private static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;

    private static void Print(int endpoints, Dictionary<string, List<Speed>> flatOut, Paced spread, Paced inStep)
    {
        foreach (var (name, list) in flatOut)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-5} {Median(list, s => s.PerSecond),8:N0} probes/s, {Median(list, s => s.Cpu),5:N1} µs of CPU and {Median(list, s => s.Bytes),7:N0} bytes per probe"));
        }

        var ratio = Math.Round(Median(flatOut["ours"], s => s.PerSecond) / Median(flatOut["bare"], s => s.PerSecond), 3);
        var cpuRatio = Math.Round(Median(flatOut["ours"], s => s.Cpu) / Median(flatOut["bare"], s => s.Cpu), 3);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            | the prober, {endpoints,6} endpoints each 10 s           |        aim |   measured |
            |----------------------------------------------------|-----------:|-----------:|
            | probes per second flat out, bare handler loop = 1  |     ≥ 0.80 | {ratio,10:N2} |
            | CPU per probe flat out, bare handler loop = 1      |            | {cpuRatio,10:N2} |
            | % of a core, asked for at evenly spread times      |       ≤ 10 | {spread.CpuPercent,10:N1} |
            | ms from asked to begun, median and p99             |            | {spread.P50,3:N0} / {spread.P99,4:N0} |
            | % of a core, all asked for at the same instant     |            | {inStep.CpuPercent,10:N1} |
            | ms from asked to begun, median and p99             |            | {inStep.P50,3:N0} / {inStep.P99,4:N0} |
            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "prober",
            results = new
            {
                probesPerSecondVsFloor = ratio,
                cpuPerProbeVsFloor = cpuRatio,
                cpuPercent10000Endpoints = Math.Round(spread.CpuPercent, 1),
                cpuPercentInStep = Math.Round(inStep.CpuPercent, 1),
                p99LatenessMilliseconds = Math.Round(spread.P99, 1),
                p99LatenessInStepMilliseconds = Math.Round(inStep.P99, 1),
                endpoints,
            },
        }));
    }

    private static double Median<T>(IEnumerable<T> items, Func<T, double> value)
    {
        var sorted = items.Select(value).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2] + sorted[(sorted.Length / 2) - 1]) / 2;
    }

    private sealed record Speed(double PerSecond, double Cpu, double Bytes);

    private sealed record Paced(double CpuPercent, double[] Lateness)
    {
        public double P50 => Lateness[Lateness.Length / 2];

        public double P99 => Lateness[(int)(Lateness.Length * 0.99)];

        public static Paced Of(List<Paced> rounds) => new(Median(rounds, r => r.CpuPercent), [.. rounds.SelectMany(r => r.Lateness).Order()]);
    }
}
