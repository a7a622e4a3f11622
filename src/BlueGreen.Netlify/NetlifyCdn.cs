namespace BlueGreen.Netlify;

/// <summary>Empties what Netlify's content delivery network has cached for a site. Needed only for answers that outlive deploys, as functions can ask for; static files change with the deploy. Thread-safe.</summary>
/// <param name="site">The site, which outlives this.</param>
public sealed class NetlifyCdn(NetlifySite site) : ICdn
{
    private readonly NetlifySite _site = site ?? throw new ArgumentNullException(nameof(site));

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = site.Identify("cdn");

    /// <summary>Purges the tags that the options name, or everything. Netlify takes two purges in 5 seconds.</summary>
    /// <inheritdoc/>
    public async Task PurgeAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var info = await _site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
        var id = info.Id ?? throw ProviderException.Transient($"Netlify's answer about site {_site.Name} names no identifier, which a purge needs. It is asked again.");
        await _site.Client.PurgeAsync(id, _site.Options.CacheTags is { } tags ? [.. tags] : null, cancellationToken).ConfigureAwait(false);
    }
}
