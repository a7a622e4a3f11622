using BlueGreen.Netlify.Api;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>A DNS zone, looked up in its records.</summary>
internal sealed class NetlifyDnsFixture : DnsFixture
{
    private Emulated? _emulated;
    private string? _zone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _emulated = await Emulated.StartAsync(cancellationToken);
        _zone = await Zones.AddAsync(_emulated, cancellationToken);
    }

    public override Task<IDns> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IDns>(new NetlifyDns(_emulated!.Connect(options => options.DnsZone = Zones.Name)));

    public override async Task<string?> ResolveAsync(CancellationToken cancellationToken)
    {
        var records = new List<NetlifyDnsRecord>();
        await foreach (var record in _emulated!.Connect().Client.ListDnsRecordsAsync(_zone!, cancellationToken))
        {
            records.Add(record);
        }

        return records.Where(record => record.Hostname == $"www.{Zones.Name}").Select(record => record.Value).SingleOrDefault();
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
