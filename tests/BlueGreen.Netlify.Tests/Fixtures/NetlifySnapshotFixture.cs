using BlueGreen.Testing.Conformance;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>A site with a variable, a secret and a DNS zone.</summary>
internal sealed class NetlifySnapshotFixture : SnapshotFixture
{
    private Emulated? _emulated;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _emulated = await Emulated.StartAsync(cancellationToken);
        var client = _emulated.Connect().Client;
        await client.CreateVariablesAsync(
            _emulated.Netlify.AccountSlug, _emulated.Site.Id,
            [
                new() { Key = "API", Scopes = ["builds"], Values = [new() { Context = "all", Value = "https://api.example" }] },
                new() { Key = "KEY", IsSecret = true, Scopes = ["functions"], Values = [new() { Context = "production", Value = "hush" }] },
            ],
            cancellationToken);
        await Zones.AddAsync(_emulated, cancellationToken);
    }

    public override Task<ISnapshotProvider> CreateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ISnapshotProvider>(new NetlifySnapshots(_emulated!.Connect(options => options.DnsZone = Zones.Name)));

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
