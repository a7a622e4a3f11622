using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Sees to it that an operation has one deploy: finds it, creates it where there is none, and removes what is too many.</summary>
internal sealed class DeployStarter(NetlifySite site)
{
    private readonly DeployFinder _finder = new(site);
    private readonly DeployRemover _remover = new(site.Client);

    /// <exception cref="ProviderException">The operation is settled, or Netlify refuses.</exception>
    public async Task<NetlifyDeploy> BeginAsync(OperationContext operation, string alias, CancellationToken cancellationToken)
    {
        var found = await KeepOneAsync(operation, null, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            site.Logger.DeployFound(site.Name, found.Id!, found.State ?? "(no state)");
            return Told(found, isNew: false);
        }

        new TimeLeft(operation, site.Clock).ThrowIfLeaseIsLost($"Deploying {operation.Release} to site {site.Name}");
        var created = await CreateAsync(operation, alias, cancellationToken).ConfigureAwait(false);
        return Told(await KeepOneAsync(operation, created, cancellationToken).ConfigureAwait(false) ?? created, isNew: true);
    }

    /// <summary>Looks again, since another process or a late request may have made a second deploy, or settled the operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="own">A deploy that is surely there, although the list may not show it yet.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The one deploy; null where there is none.</returns>
    public async Task<NetlifyDeploy?> KeepOneAsync(OperationContext operation, NetlifyDeploy? own, CancellationToken cancellationToken)
    {
        var traces = await _finder.FindAsync(operation, cancellationToken).ConfigureAwait(false);
        if (own is not null && traces.Deploys.All(deploy => deploy.Id != own.Id))
        {
            traces = traces with { Deploys = traces.Deploys.Add(own) };
        }

        foreach (var deploy in traces.IsSettled ? traces.Deploys : [.. traces.Deploys.Skip(1)])
        {
            site.Logger.DeployDoubled(site.Name, deploy.Id!, traces.IsSettled ? "none" : traces.Kept!.Id!);
            await _remover.RemoveAsync(deploy, cancellationToken).ConfigureAwait(false);
        }

        return traces.IsSettled
            ? throw ProviderException.Permanent(
                $"Deploying {operation.Release} to site {site.Name} as {operation.Operation} was refused: that operation was cancelled and is settled. Start a new rollout to deploy it again.")
            : traces.Kept;
    }

    /// <summary>Creates a deploy once. Where the answer is lost, the title tells whether it is there.</summary>
    private async Task<NetlifyDeploy> CreateAsync(OperationContext operation, string alias, CancellationToken cancellationToken)
    {
        var title = DeployTitle.Of(operation);
        try
        {
            var created = await site.Client.CreateDeployAsync(title, new() { Draft = false, Branch = alias }, cancellationToken).ConfigureAwait(false);
            if (created.Id is not null)
            {
                site.Logger.DeployCreated(site.Name, created.Id, title);
                return created;
            }

            throw ProviderException.Transient($"Creating the deploy '{title}' of site {site.Name} was answered without an identifier. It is looked for by its title.");
        }
        catch (ProviderException lost) when (lost.IsTransient)
        {
            if ((await _finder.FindAsync(operation, cancellationToken).ConfigureAwait(false)).Kept is { } made)
            {
                return made;
            }

            throw;
        }
    }

    private NetlifyDeploy Told(NetlifyDeploy deploy, bool isNew)
    {
        site.Options.Progress?.Report(new NetlifyDeployBegun(deploy.Id!, deploy.Title ?? "", isNew));
        return deploy;
    }
}
