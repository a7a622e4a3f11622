using System.Collections.Immutable;

namespace BlueGreen.Health;

/// <summary>Sends the probes of one rollout through the wheel that all rollouts of a process share. What waiting has cost is taken off the time for the answers.</summary>
internal sealed class SpreadHealthProber(IHealthProber prober, ProbeWheel wheel, TimeProvider clock) : IHealthProber
{
    /// <inheritdoc/>
    public ProviderIdentity Identity => prober.Identity;

    /// <inheritdoc/>
    public async Task<ImmutableArray<ProbeResult>> ProbeAsync(
        ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        var entering = wheel.EnterAsync(probes.Length, operation.TimeLeft, cancellationToken);
        var waits = !entering.IsCompleted;
        using var place = await entering.ConfigureAwait(false);
        var left = waits ? operation with { TimeLeft = operation.TimeLeft - clock.GetElapsedTime(asked) } : operation;
        return await prober.ProbeAsync(probes, target, left, cancellationToken).ConfigureAwait(false);
    }
}
