using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference environment, or what is wrapped around it.</summary>
internal sealed class ReferenceEnvironmentFixture(Func<ReferenceEnvironment, IEnvironmentProvider>? wrap = null) : EnvironmentFixture
{
    private readonly Away _away = new();
    private readonly ReferenceTrafficRouter _router = new();
    private ReferenceEnvironment? _environment;

    public override string BrokenVersion => "broken-3.0.0";

    private ReferenceEnvironment Environment => _environment ??= new(_away.Faults, _router);

    public override Task<IEnvironmentProvider> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(Environment) ?? Environment);

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();

    public override Task<bool> IsAnsweringAsync(Deployment deployment, CancellationToken cancellationToken) => Task.FromResult(Environment.IsRunning(deployment.Id));

    public override async Task<bool> GiveWeightAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        await _router.ApplyAsync(TrafficSplit.AllTo(deployment.Id), Calls.Any, cancellationToken);
        return true;
    }

    public override Task<bool> LockAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        Environment.Lock(deployment.Id);
        return Task.FromResult(true);
    }
}
