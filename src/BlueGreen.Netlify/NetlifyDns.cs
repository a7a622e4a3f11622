using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify;

/// <summary>
/// Points names in a DNS zone at deployments, by CNAME records. Netlify cannot change a record, so the old one is deleted before the new one is made; take <see cref="Snapshot.Dns"/> before. A name that
/// is a domain of a Netlify site is served with what that site has published, wherever the record points. Thread-safe.
/// </summary>
public sealed class NetlifyDns : IDns
{
    private static readonly string[] Conflicting = ["A", "AAAA", "ALIAS", "CNAME"];

    private readonly NetlifySite _site;
    private readonly Snapshots.ZoneFinder _zones;

    /// <summary>Makes it.</summary>
    /// <param name="site">A site whose options name a zone; it outlives this.</param>
    /// <exception cref="ArgumentException">The options name no zone.</exception>
    public NetlifyDns(NetlifySite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.Options.DnsZone is null)
        {
            throw new ArgumentException($"The options of site {site.Name} name no DNS zone. Set NetlifyOptions.DnsZone.", nameof(site));
        }

        _site = site;
        _zones = new(site);
        Identity = site.Identify("dns") with { Name = $"netlify-dns:{site.Options.DnsZone}" };
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; }

    /// <inheritdoc/>
    public async Task PointAsync(string host, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentNullException.ThrowIfNull(target);
        var zone = await _zones.FindAsync(cancellationToken).ConfigureAwait(false);
        var name = Whole(host, zone.Name!);
        var present = await FindAsync(zone.Id!, name, cancellationToken).ConfigureAwait(false);
        ThrowIfManaged(present, name);

        var wanted = present.FirstOrDefault(record => record.Type == "CNAME" && Same(record.Value, target.Url.Host));
        foreach (var record in present.Where(record => record != wanted))
        {
            _site.Logger.DnsReplaced(zone.Name!, record.ToString(), $"{name} CNAME {target.Url.Host}");
            await DeleteAsync(zone.Id!, record.Id!, cancellationToken).ConfigureAwait(false);
        }

        if (wanted is null)
        {
            await CreateAsync(zone.Id!, name, target, present, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Creates the record; where that fails for good, puts back what was there.</summary>
    private async Task CreateAsync(string zone, string name, Deployment target, IReadOnlyList<NetlifyDnsRecord> before, CancellationToken cancellationToken)
    {
        try
        {
            await _site.Client.CreateDnsRecordAsync(zone, new() { Hostname = name, Type = "CNAME", Value = target.Url.Host, Ttl = before is [var first, ..] ? first.Ttl : null }, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException refused) when (!refused.IsTransient)
        {
            foreach (var record in before)
            {
                await _site.Client.CreateDnsRecordAsync(zone, record with { Id = null, Managed = null }, cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task<IReadOnlyList<NetlifyDnsRecord>> FindAsync(string zone, string name, CancellationToken cancellationToken)
    {
        var found = new List<NetlifyDnsRecord>();
        await foreach (var record in _site.Client.ListDnsRecordsAsync(zone, cancellationToken).ConfigureAwait(false))
        {
            if (record.Id is not null && Same(record.Hostname, name) && (Conflicting.Contains(record.Type) || record.Managed == true))
            {
                found.Add(record);
            }
        }

        return found;
    }

    private async Task DeleteAsync(string zone, string record, CancellationToken cancellationToken)
    {
        try
        {
            await _site.Client.DeleteDnsRecordAsync(zone, record, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException gone) when (NetlifyFailure.IsGone(gone))
        {
        }
    }

    private void ThrowIfManaged(IEnumerable<NetlifyDnsRecord> present, string name)
    {
        if (present.FirstOrDefault(record => record.Managed == true) is { } managed)
        {
            throw ProviderException.Permanent(
                $"{name} in DNS zone {_site.Options.DnsZone} is not pointed elsewhere: Netlify manages its record ({managed}), as it does for domains of a site. Those follow what the site has published; drop the step, or take the domain off the site.");
        }
    }

    private static string Whole(string host, string zone) =>
        host == "@" || Same(host, zone) ? zone : host.TrimEnd('.').EndsWith($".{zone}", StringComparison.OrdinalIgnoreCase) ? host.TrimEnd('.') : $"{host}.{zone}";

    private static bool Same(string? left, string? right) => string.Equals(left?.TrimEnd('.'), right?.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
