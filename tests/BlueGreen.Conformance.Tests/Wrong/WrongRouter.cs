using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>A router that does some things otherwise than the right one.</summary>
internal sealed class WrongRouter(IConnectionCuttingRouter right) : IConnectionCuttingRouter
{
    public Func<TrafficSplit, OperationContext, CancellationToken, Task> Apply { get; init; } = right.ApplyAsync;

    public Func<OperationContext, CancellationToken, Task<Observed<TrafficSplit>>> Read { get; init; } = right.ReadAsync;

    public Func<DeploymentId, OperationContext, CancellationToken, Task<Observed<long>>> InFlight { get; init; } = right.ReadInFlightAsync;

    public Func<DeploymentId, OperationContext, CancellationToken, Task<Observed<long>>> Cut { get; init; } = right.ReadCutAsync;

    /// <summary>What becomes of users' connections.</summary>
    public Func<LongLivedKind, ReferenceConnection, bool> IsOpen { get; init; } = (_, connection) => connection.IsOpen;

    public TimeSpan? LongLivedLimit { get; init; } = right.LongLivedLimit;

    public ProviderIdentity Identity { get; init; } = right.Identity;

    public TrafficCapabilities Capabilities { get; init; } = right.Capabilities;

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken) => Apply(desired, operation, cancellationToken);

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => Read(operation, cancellationToken);

    public Task<Observed<long>> ReadInFlightAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) =>
        InFlight(deployment, operation, cancellationToken);

    public Task<Observed<long>> ReadCutAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) =>
        Cut(deployment, operation, cancellationToken);
}
