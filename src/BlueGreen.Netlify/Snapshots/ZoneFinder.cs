using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Snapshots;

/// <summary>Finds the DNS zone that the options name.</summary>
internal sealed class ZoneFinder(NetlifySite site)
{
    /// <exception cref="ProviderException">The token sees no such zone.</exception>
    public async Task<NetlifyDnsZone> FindAsync(CancellationToken cancellationToken)
    {
        var names = new List<string?>();
        await foreach (var zone in site.Client.ListDnsZonesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (zone is { Id: not null, Name: not null } && (zone.Id == site.Options.DnsZone || string.Equals(zone.Name, site.Options.DnsZone, StringComparison.OrdinalIgnoreCase)))
            {
                return zone;
            }

            names.Add(zone.Name);
        }

        throw ProviderException.Permanent(
            $"The token sees no DNS zone '{site.Options.DnsZone}' ({(names.Count == 0 ? "it sees none" : $"it sees {string.Join(", ", names)}")}). Check NetlifyOptions.DnsZone and the token's team.");
    }
}
