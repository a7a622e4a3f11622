using System.Collections.Immutable;
using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Deploying;
using BlueGreen.Netlify.Publishing;

namespace BlueGreen.Netlify.Snapshots;

/// <summary>Reads from Netlify what a snapshot records: all of it, or it throws.</summary>
internal sealed class SnapshotReader(NetlifySite site)
{
    public const int Format = 1;

    private readonly ZoneFinder _zones = new(site);

    public async Task<DeploymentSnapshot> DeploymentAsync(CancellationToken cancellationToken)
    {
        var live = (await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false)).PublishedDeploy;
        return new(
            Format, site.Name, site.Clock.GetUtcNow(), live is null || Vacancy.Is(live) ? null : live.ToDeployment(site.Name), live?.PublishedAt, live?.Branch, live?.Context, live?.Locked == true);
    }

    public async Task<VariablesSnapshot> VariablesAsync(CancellationToken cancellationToken)
    {
        var (account, id) = await AccountAsync(cancellationToken).ConfigureAwait(false);
        var variables = ImmutableArray.CreateBuilder<NetlifyVariable>();
        await foreach (var variable in site.Client.ListVariablesAsync(account, id, cancellationToken).ConfigureAwait(false))
        {
            variables.Add(variable.Key is null
                ? throw ProviderException.Transient($"Netlify's answer about the variables of site {site.Name} has one without a name. A snapshot of it would be incomplete; it is asked again.")
                : variable);
        }

        ImmutableArray<NetlifyVariable> sorted = [.. variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)];
        return new(Format, site.Name, site.Clock.GetUtcNow(), [.. sorted.Where(variable => !IsUnrecoverable(variable))], [.. sorted.Where(IsUnrecoverable).Select(variable => variable.Key!)]);
    }

    public async Task<DnsSnapshot> DnsAsync(CancellationToken cancellationToken)
    {
        var zone = await _zones.FindAsync(cancellationToken).ConfigureAwait(false);
        var records = ImmutableArray.CreateBuilder<NetlifyDnsRecord>();
        await foreach (var record in site.Client.ListDnsRecordsAsync(zone.Id!, cancellationToken).ConfigureAwait(false))
        {
            records.Add(record);
        }

        return new(Format, zone.Name!, site.Clock.GetUtcNow(), [.. records.OrderBy(record => record.Hostname, StringComparer.Ordinal).ThenBy(record => record.Type, StringComparer.Ordinal).ThenBy(record => record.Value, StringComparer.Ordinal)]);
    }

    /// <summary>The slug of the team, and the site's identifier.</summary>
    public async Task<(string Account, string Site)> AccountAsync(CancellationToken cancellationToken)
    {
        var info = await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
        var account = site.Options.Account ?? info.AccountSlug ?? throw ProviderException.Permanent($"Netlify does not say which team owns site {site.Name}. Name it in NetlifyOptions.Account.");
        return (account, info.Id ?? throw ProviderException.Transient($"Netlify's answer about site {site.Name} names no identifier. It is asked again."));
    }

    /// <summary>A secret, or a variable of which some value was not told.</summary>
    private static bool IsUnrecoverable(NetlifyVariable variable) => variable.IsSecret == true || variable.Values is not { } values || values.Any(value => value.Value is null);
}
