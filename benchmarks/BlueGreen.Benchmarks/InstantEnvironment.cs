using System.Collections.Concurrent;

namespace BlueGreen.Benchmarks;

/// <summary>An environment that costs nothing, so that the engine alone is measured.</summary>
internal sealed class InstantEnvironment : IEnvironmentProvider
{
    private readonly ConcurrentDictionary<string, Deployment?> _live = new();

    public ProviderIdentity Identity { get; } = new("instant", "1");

    public EnvironmentCapabilities Capabilities { get; } = new() { Fencing = Fencing.Token };

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromResult(Observed.Known(_live.GetOrAdd(operation.Application, _ => Make("blue", "1"))));

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(Make("green", operation.Release.Version));

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        _live[operation.Application] = deployment;
        return Task.CompletedTask;
    }

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Deployment Make(string id, string version) => new() { Id = new(id), Version = version, Url = new("http://127.0.0.1:1/") };
}
