namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>An environment that plans can name. It offers nothing but its role.</summary>
internal class FakeEnvironment(string name = "fake:environment") : IEnvironmentProvider
{
    public ProviderIdentity Identity { get; } = new(name, "1");

    public EnvironmentCapabilities Capabilities { get; init; } = new();

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
