namespace BlueGreen.IntegrationTests.Yarp;

/// <summary>An environment whose deployments run already; retiring one breaks its connections off.</summary>
internal sealed class TwoBackends(Backend blue, Backend green) : IEnvironmentProvider
{
    private Deployment _live = blue.Deployment;

    public ProviderIdentity Identity { get; } = new("two-backends", "1");

    public EnvironmentCapabilities Capabilities { get; } = new() { Fencing = Fencing.Token };

    /// <summary>What was retired.</summary>
    public List<DeploymentId> Retired { get; } = [];

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromResult(Observed.Known<Deployment?>(_live));

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(green.Deployment);

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        _live = deployment!;
        return Task.CompletedTask;
    }

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        Retired.Add(deployment.Id);
        return (deployment.Id == blue.Deployment.Id ? blue : green).CutAsync();
    }
}
