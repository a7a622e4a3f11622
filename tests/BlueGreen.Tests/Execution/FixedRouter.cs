namespace BlueGreen.Tests.Execution;

/// <summary>A router whose split is what it is, or that cannot be read.</summary>
internal sealed class FixedRouter(TrafficSplit? split) : ITrafficRouter
{
    public ProviderIdentity Identity { get; } = new("fixed", "1");

    public TrafficCapabilities Capabilities { get; } = new();

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromResult(split is null ? Observed.Unknown<TrafficSplit>("the router is asleep") : Observed.Known(split));

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromException(ProviderException.Permanent("Its split is fixed."));
}
