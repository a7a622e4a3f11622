using System.Collections.Immutable;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>A site with nothing deployed, whose split tests the environment can see.</summary>
internal sealed class NetlifyEnvironmentFixture : EnvironmentFixture
{
    private Emulated? _emulated;

    public override string BrokenVersion => "6.6.6";

    public override async Task StartAsync(CancellationToken cancellationToken) => _emulated = await Emulated.StartAsync(cancellationToken, hasBranchDeploys: true);

    public override Task<IEnvironmentProvider> CreateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IEnvironmentProvider>(new NetlifyEnvironment(_emulated!.Connect(options => options.LockLive = false)));

    public override Release ReleaseOf(string version) => version == BrokenVersion ? new(version) { Artifact = "/no/such/folder" } : _emulated!.Folders.Release(version);

    public override async Task<bool> GiveWeightAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var client = _emulated!.Connect().Client;
        var branch = (await client.ReadDeployAsync(deployment.Id.Value, cancellationToken)).Branch!;
        var split = await client.CreateSplitAsync(new Dictionary<string, int> { ["main"] = 90, [branch] = 10 }.ToImmutableSortedDictionary(), cancellationToken);
        await client.PublishSplitAsync(split.Id!, cancellationToken);
        return true;
    }

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => Away.BeginAsync(_emulated!.Netlify.Faults);

    public override async ValueTask DisposeAsync()
    {
        if (_emulated is not null)
        {
            await _emulated.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
