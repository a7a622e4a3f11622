using System.Collections.Immutable;

namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>A prober that plans can name.</summary>
internal sealed class FakeProber(string name = "fake:prober") : IHealthProber
{
    public ProviderIdentity Identity { get; } = new(name, "1");

    public Task<ImmutableArray<ProbeResult>> ProbeAsync(
        ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
