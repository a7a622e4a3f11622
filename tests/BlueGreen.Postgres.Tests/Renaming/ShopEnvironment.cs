namespace BlueGreen.Postgres.Tests.Renaming;

/// <summary>
/// Two releases that run already. A release's jobs run from its deployment on until the other one is made live, and again when it is made live itself.
/// </summary>
internal sealed class ShopEnvironment(ShopRelease blue, ShopRelease green, Ledger ledger) : IEnvironmentProvider
{
    private Deployment _live = blue.Deployment;

    public ProviderIdentity Identity { get; } = new("shop", "1");

    public EnvironmentCapabilities Capabilities { get; } = new() { Fencing = Fencing.Token };

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(Observed.Known<Deployment?>(_live));

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        green.Work(ledger, 2, 3);
        return Task.FromResult(green.Deployment);
    }

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => green.PauseAsync();

    public async Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        var isBlue = deployment!.Id == blue.Deployment.Id;
        await (isBlue ? green : blue).PauseAsync();
        (isBlue ? blue : green).Work(ledger, isBlue ? 0 : 2, isBlue ? 1 : 3);
        _live = deployment;
    }

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => (deployment.Id == blue.Deployment.Id ? blue : green).PauseAsync();
}
