using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace BlueGreen.Benchmarks;

/// <summary>Notes how long after it was asked for a round of probes begins.</summary>
internal sealed class StartTimes(IHealthProber prober) : IHealthProber
{
    private readonly ConcurrentQueue<double> _milliseconds = new();

    public ProviderIdentity Identity => prober.Identity;

    public Task<ImmutableArray<ProbeResult>> ProbeAsync(ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        _milliseconds.Enqueue((TimeProvider.System.GetUtcNow() - operation.StartedAt).TotalMilliseconds);
        return prober.ProbeAsync(probes, target, operation, cancellationToken);
    }

    /// <summary>What was noted since it was last taken.</summary>
    public double[] Take()
    {
        var taken = new List<double>();
        while (_milliseconds.TryDequeue(out var milliseconds))
        {
            taken.Add(milliseconds);
        }

        return [.. taken];
    }
}
