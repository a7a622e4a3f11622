using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Yarp.Draining;
using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Benchmarks;

/// <summary>
/// What counting one request costs: alone, and with a thread for each processor counting for the same deployment. Chunks of 1,000 records are timed and the median chunk is
/// told, because a chunk in which the thread was interrupted says nothing of the counter.
/// </summary>
internal static class MetricsBenchmark
{
    private const int Chunk = 1_000;
    private const int Chunks = 5_000;

    private static readonly TimeSpan[] Latencies = [.. Enumerable.Range(0, Chunk).Select(i => TimeSpan.FromMicroseconds(50 + (i * 7919 % 20_000)))];

    public static void Run()
    {
        var threads = Math.Max(2, Environment.ProcessorCount);
        Measure<Record>(1);
        Measure<Count>(1);
        var alone = Measure<Record>(1);
        var contended = Measure<Record>(threads);
        var whole = Measure<Count>(1);
        var wholeContended = Measure<Count>(threads);
        Print(threads, alone, contended, whole, wholeContended, BytesPerRecord());
    }

    private static double Measure<T>(int threads)
        where T : IWork
    {
        var meter = NewMeter();
        using var together = new Barrier(threads);
        var chunks = new double[threads][];
        var running = Enumerable.Range(0, threads).Select(number => new Thread(() => chunks[number] = TimeChunks<T>(meter, together))).ToArray();
        Array.ForEach(running, thread => thread.Start());
        Array.ForEach(running, thread => thread.Join());
        var all = chunks.SelectMany(c => c).Order().ToArray();
        return meter.Read().Requests == (long)threads * Chunk * Chunks ? all[all.Length / 2] : throw new InvalidOperationException("Counts were lost.");
    }

    private static double[] TimeChunks<T>(DeploymentMeter meter, Barrier together)
        where T : IWork
    {
        var nanoseconds = new double[Chunks];
        together.SignalAndWait();
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            var begun = Stopwatch.GetTimestamp();
            foreach (var latency in Latencies)
            {
                T.Do(meter, latency);
            }

            nanoseconds[chunk] = Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Chunk;
        }

        return nanoseconds;
    }

    private static double BytesPerRecord()
    {
        var meter = NewMeter();
        Array.ForEach(Latencies, latency => Count.Do(meter, latency));
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var latency in Latencies)
        {
            Count.Do(meter, latency);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Chunk;
    }

    private static DeploymentMeter NewMeter() => new(new("green"), "2.0.0", new LongLivedConnections(limit: null, TimeProvider.System, _ => { }));

    private static void Print(int threads, double alone, double contended, double whole, double wholeContended, double bytes)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | counting a request                           |        aim |   measured |
            |----------------------------------------------|-----------:|-----------:|
            | ns per record, alone                         |            | {alone,10:N1} |
            | ns per record, {threads} threads at once            |       ≤ 15 | {contended,10:N1} |
            | ns per record with in-flight count, alone    |            | {whole,10:N1} |
            | ns per record with in-flight count, {threads} threads |            | {wholeContended,10:N1} |
            | bytes per record                             |          0 | {bytes,10:N1} |
            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "metrics",
            results = new
            {
                nsPerRecord = Math.Round(alone, 1),
                nsPerRecordContended = Math.Round(contended, 1),
                nsPerRequest = Math.Round(whole, 1),
                nsPerRequestContended = Math.Round(wholeContended, 1),
                bytesPerRecord = bytes,
                threads,
            },
        }));
    }

    private interface IWork
    {
        static abstract void Do(DeploymentMeter meter, TimeSpan latency);
    }

    /// <summary>Chooses the processor's stripe, as each request does, and records.</summary>
    private readonly struct Record : IWork
    {
        public static void Do(DeploymentMeter meter, TimeSpan latency) => meter.CurrentStripe.Record(latency, failed: false);
    }

    /// <summary>All that the router counts of a request: it comes, is recorded, and leaves.</summary>
    private readonly struct Count : IWork
    {
        public static void Do(DeploymentMeter meter, TimeSpan latency)
        {
            var stripe = meter.Enter();
            stripe.Record(latency, failed: false);
            stripe.Leave();
        }
    }
}
