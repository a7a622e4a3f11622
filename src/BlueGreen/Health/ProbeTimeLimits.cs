using System.Collections.Concurrent;

namespace BlueGreen.Health;

/// <summary>Time limits that are lent to probes. Thread-safe.</summary>
internal sealed class ProbeTimeLimits(TimeProvider clock) : IDisposable
{
    private const int Kept = 1024;

    private readonly ConcurrentQueue<ProbeTimeLimit> _idle = new();

    public ProbeTimeLimit Begin(TimeSpan limit, CancellationToken parent)
    {
        var taken = _idle.TryDequeue(out var idle) ? idle : new(clock);
        taken.Begin(limit, parent);
        return taken;
    }

    public void End(ProbeTimeLimit limit)
    {
        if (limit.End() && _idle.Count < Kept)
        {
            _idle.Enqueue(limit);
        }
        else
        {
            limit.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var limit))
        {
            limit.Dispose();
        }
    }
}
