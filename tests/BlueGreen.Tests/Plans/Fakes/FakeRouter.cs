namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>A router that steps by so many percent.</summary>
internal sealed class FakeRouter(double step = 1, string name = "fake:router") : ITrafficRouter
{
    public ProviderIdentity Identity { get; } = new(name, "1");

    public TrafficCapabilities Capabilities { get; } = new() { Step = Percentage.Of(step), Fencing = Fencing.Token };

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
