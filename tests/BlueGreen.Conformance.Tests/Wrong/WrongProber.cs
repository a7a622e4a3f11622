using System.Collections.Immutable;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>A prober that does some things otherwise than the right one.</summary>
internal sealed class WrongProber(IHealthProber right) : IHealthProber
{
    public Func<ImmutableArray<Probe>, Deployment, OperationContext, CancellationToken, Task<ImmutableArray<ProbeResult>>> Probe { get; init; } = right.ProbeAsync;

    public ProviderIdentity Identity { get; init; } = right.Identity;

    public Task<ImmutableArray<ProbeResult>> ProbeAsync(ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken) =>
        Probe(probes, target, operation, cancellationToken);
}
