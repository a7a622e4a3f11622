namespace BlueGreen.Netlify.Deploying;

/// <summary>
/// Settles the deploy of an operation: first a mark that keeps late requests out, then the end of what there is. The mark is an empty deploy under a title of its own, cancelled at once, because
/// Netlify has no other place that every process finds.
/// </summary>
internal sealed class DeploySettler(NetlifySite site)
{
    private readonly DeployFinder _finder = new(site);
    private readonly DeployRemover _remover = new(site.Client);

    public async Task SettleAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var live = (await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false)).PublishedDeploy?.Id;
        await MarkAsync(operation, cancellationToken).ConfigureAwait(false);

        var traces = await _finder.FindAsync(operation, cancellationToken).ConfigureAwait(false);
        if (traces.Deploys.FirstOrDefault(deploy => deploy.Id == live) is { } published)
        {
            throw ProviderException.Permanent($"Deploy {published.Id} of site {site.Name} cannot be removed as settled: it is live. Make another deployment live first.");
        }

        foreach (var deploy in traces.Deploys)
        {
            await _remover.RemoveAsync(deploy, cancellationToken).ConfigureAwait(false);
        }

        site.Logger.DeploySettled(site.Name, operation.Operation.Value);
    }

    /// <summary>Leaves a mark where there is none, and sees to it that marks do not wait for files.</summary>
    private async Task MarkAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var marks = (await _finder.FindAsync(operation, cancellationToken).ConfigureAwait(false)).Marks;
        if (marks.IsEmpty)
        {
            marks = [await site.Client.CreateDeployAsync(DeployTitle.Settled(operation.Operation), new() { Draft = true }, cancellationToken).ConfigureAwait(false)];
        }

        foreach (var mark in marks.Where(mark => mark is { Id: not null } && mark.IsUnderWay()))
        {
            await _remover.CancelAsync(mark.Id!, cancellationToken).ConfigureAwait(false);
        }
    }
}
