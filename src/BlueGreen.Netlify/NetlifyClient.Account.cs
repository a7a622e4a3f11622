using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify;

/// <content>Environment variables and DNS.</content>
public sealed partial class NetlifyClient
{
    /// <summary>Lists the site's environment variables, with all contexts and scopes. Values of secrets are not answered.</summary>
    /// <param name="account">The slug of the team.</param>
    /// <param name="site">The site's identifier, as <see cref="ReadSiteAsync"/> answers it.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerable<NetlifyVariable> ListVariablesAsync(string account, string site, CancellationToken cancellationToken) => ListAsync(
        $"accounts/{Escaped(account)}/env?site_id={Escaped(site)}", NetlifyJson.Default.NetlifyVariableArray, $"Listing the variables of site {_site}", cancellationToken);

    /// <summary>Creates variables. Never repeated: after a failure without an answer, list.</summary>
    /// <param name="account">The slug of the team.</param>
    /// <param name="site">The site's identifier.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="cancellationToken">Cancels the call; it may have taken effect.</param>
    public Task CreateVariablesAsync(string account, string site, IReadOnlyCollection<NetlifyVariable> variables, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return _transport.SendAsync(
            HttpMethod.Post, Relative($"accounts/{Escaped(account)}/env?site_id={Escaped(site)}"), $"Creating {string.Join(", ", variables.Select(variable => variable.Key))} of site {_site}",
            Json([.. variables], NetlifyJson.Default.NetlifyVariableArray), false, cancellationToken);
    }

    /// <summary>Replaces a variable's scopes and all of its values.</summary>
    /// <param name="account">The slug of the team.</param>
    /// <param name="site">The site's identifier.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task ReplaceVariableAsync(string account, string site, NetlifyVariable variable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return DoAsync(
            HttpMethod.Put, VariablePath(account, site, variable.Key!), $"Setting variable {variable.Key} of site {_site}", Json(variable, NetlifyJson.Default.NetlifyVariable), cancellationToken);
    }

    /// <summary>Deletes a variable.</summary>
    /// <param name="account">The slug of the team.</param>
    /// <param name="site">The site's identifier.</param>
    /// <param name="key">The variable's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task DeleteVariableAsync(string account, string site, string key, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Delete, VariablePath(account, site, key), $"Deleting variable {key} of site {_site}", null, cancellationToken);

    /// <summary>Lists the DNS zones that the token may see.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerable<NetlifyDnsZone> ListDnsZonesAsync(CancellationToken cancellationToken) =>
        ListAsync("dns_zones", NetlifyJson.Default.NetlifyDnsZoneArray, "Listing the DNS zones", cancellationToken);

    /// <summary>Lists the records of a DNS zone.</summary>
    /// <param name="zone">The zone's identifier.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerable<NetlifyDnsRecord> ListDnsRecordsAsync(string zone, CancellationToken cancellationToken) =>
        ListAsync(RecordsPath(zone), NetlifyJson.Default.NetlifyDnsRecordArray, $"Listing the records of DNS zone {zone}", cancellationToken);

    /// <summary>Creates a DNS record. Never repeated: after a failure without an answer, list.</summary>
    /// <param name="zone">The zone's identifier.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the call; it may have taken effect.</param>
    public Task<NetlifyDnsRecord> CreateDnsRecordAsync(string zone, NetlifyDnsRecord record, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, RecordsPath(zone), NetlifyJson.Default.NetlifyDnsRecord, $"Creating the DNS record {record} in zone {zone}",
        Json(record, NetlifyJson.Default.NetlifyDnsRecord), false, cancellationToken);

    /// <summary>Deletes a DNS record.</summary>
    /// <param name="zone">The zone's identifier.</param>
    /// <param name="record">The record's identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task DeleteDnsRecordAsync(string zone, string record, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Delete, $"{RecordsPath(zone)}/{Escaped(record)}", $"Deleting DNS record {record} of zone {zone}", null, cancellationToken);

    private static string VariablePath(string account, string site, string key) => $"accounts/{Escaped(account)}/env/{Escaped(key)}?site_id={Escaped(site)}";

    private static string RecordsPath(string zone) => $"dns_zones/{Escaped(zone)}/dns_records";
}
