using System.Collections.Concurrent;

namespace NetlifyPostgres.Local;

/// <summary>A defect at work, in the process that has it.</summary>
internal sealed class Trouble(Defect defect)
{
    /// <summary>After how many attempts a defect shows: more than a gate makes.</summary>
    private const int Warm = 20;

    private const int Chunk = 4 << 20;

    /// <summary>Well above what a process may use, and no danger to the machine.</summary>
    private const int Chunks = 100;

    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(2.5);

    private readonly ConcurrentBag<byte[]> _kept = [];
    private int _attempts;

    /// <returns>Whether the attempt is lost.</returns>
    public async Task<bool> StrikesAsync(CancellationToken cancellationToken)
    {
        var late = Interlocked.Increment(ref _attempts) - Warm;
        switch (defect)
        {
            case Defect.Errors when late > 0:
                return Random.Shared.NextDouble() < 0.25;
            case Defect.Slow when late > 0:
                await Task.Delay(Slowness, cancellationToken);
                break;
            case Defect.Memory when late is > 0 and <= Chunks:
                Keep();
                break;
            case Defect.Cpu when late == 1:
                Burn();
                break;
        }

        return false;
    }

    /// <summary>Written to, because memory that is only asked for is not resident.</summary>
    private void Keep()
    {
        var chunk = GC.AllocateUninitializedArray<byte>(Chunk);
        chunk.AsSpan().Fill(1);
        _kept.Add(chunk);
    }

    /// <summary>
    /// A loop that never ends, and another one whenever those there are do not get most of a processor, because others on the machine want some as well; a few at most, so that those still get theirs.
    /// </summary>
    private static void Burn() => Start(() =>
    {
        var interval = TimeSpan.FromMilliseconds(100);
        for (var loops = 0; loops < 4 * Environment.ProcessorCount;)
        {
            var before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(interval);
            if (Environment.CpuUsage.TotalTime - before < interval * 0.85)
            {
                loops++;
                Start(Spin);
            }
        }
    });

    private static void Spin()
    {
        while (true)
        {
            Thread.SpinWait(1_000_000);
        }
    }

    private static void Start(ThreadStart work) => new Thread(work) { IsBackground = true }.Start();
}
