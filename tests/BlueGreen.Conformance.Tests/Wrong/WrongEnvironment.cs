using System.Collections.Immutable;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>An environment that does some things otherwise than the right one.</summary>
internal sealed class WrongEnvironment(ReferenceEnvironment right) : IRestartableEnvironment, IDeploymentRetention
{
    public Func<OperationContext, CancellationToken, Task<Observed<Deployment?>>> Read { get; init; } = right.ReadLiveAsync;

    public Func<OperationContext, CancellationToken, Task<Deployment>> Deploy { get; init; } = right.DeployAsync;

    public Func<OperationContext, CancellationToken, Task> Cancel { get; init; } = right.CancelDeployAsync;

    public Func<Deployment?, OperationContext, CancellationToken, Task> Live { get; init; } = right.MakeLiveAsync;

    public Func<Deployment, OperationContext, CancellationToken, Task> Retire { get; init; } = right.RetireAsync;

    public Func<Deployment, OperationContext, CancellationToken, Task<Deployment>> Restart { get; init; } = right.RestartAsync;

    public Func<OperationContext, CancellationToken, Task<ImmutableArray<RetainedDeployment>>> List { get; init; } = right.ListAsync;

    public Func<DeploymentId, OperationContext, CancellationToken, Task> Delete { get; init; } = right.DeleteAsync;

    public ProviderIdentity Identity { get; init; } = right.Identity;

    public EnvironmentCapabilities Capabilities { get; init; } = right.Capabilities;

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) => Read(operation, cancellationToken);

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken) => Deploy(operation, cancellationToken);

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => Cancel(operation, cancellationToken);

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken) => Live(deployment, operation, cancellationToken);

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => Retire(deployment, operation, cancellationToken);

    public Task<Deployment> RestartAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => Restart(deployment, operation, cancellationToken);

    public Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken) => List(operation, cancellationToken);

    public Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) => Delete(deployment, operation, cancellationToken);
}
