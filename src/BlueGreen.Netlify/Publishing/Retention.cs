using System.Collections.Immutable;
using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Deploying;

namespace BlueGreen.Netlify.Publishing;

/// <summary>Keeps deploys, and deletes those that nobody needs.</summary>
internal sealed class Retention(NetlifySite site)
{
    private readonly WeightReader _weights = new(site);

    public async Task<ImmutableArray<RetainedDeployment>> ListAsync(CancellationToken cancellationToken)
    {
        var live = (await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false)).PublishedDeploy;
        var weighted = (await WeightedAsync(cancellationToken).ConfigureAwait(false)).Select(share => share.Deploy).ToHashSet();
        var found = new List<NetlifyDeploy>();
        await foreach (var deploy in site.Client.ListDeploysAsync(cancellationToken).ConfigureAwait(false))
        {
            if (deploy.IsReady() && (DeployTitle.IsOurs(deploy) || deploy.Id == live?.Id) && !Vacancy.Is(deploy))
            {
                found.Add(deploy);
            }
        }

        return
        [
            .. found.DistinctBy(deploy => deploy.Id)
                .OrderByDescending(deploy => deploy.CreatedAt).ThenByDescending(deploy => deploy.Id, StringComparer.Ordinal)
                .Select(deploy => new RetainedDeployment(
                    deploy.ToDeployment(site.Name), deploy.CreatedAt ?? DateTimeOffset.UnixEpoch, deploy.Locked == true || deploy.Id == live?.Id || weighted.Contains(deploy.Id!))),
        ];
    }

    public async Task DeleteAsync(string deploy, OperationContext operation, CancellationToken cancellationToken)
    {
        if (operation.Blue?.Id.Value == deploy && operation.Green?.Id.Value != deploy)
        {
            throw Refused(deploy, "deleted", $"rollout {operation.Rollout} may have to return to it", "Delete it when the rollout is closed.");
        }

        await ThrowIfInUseAsync(deploy, "deleted", cancellationToken).ConfigureAwait(false);
        if (await FindAsync(deploy, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return;
        }

        if (found.Locked == true)
        {
            throw Refused(deploy, "deleted", "it is locked", "Unlock it at Netlify first.");
        }

        if (found.IsUnderWay())
        {
            throw Refused(deploy, "deleted", $"it is in progress ('{found.State}')", "Wait until it is ready, or cancel it.");
        }

        await new DeployRemover(site.Client).RemoveAsync(found, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ProviderException">The deploy is live, or a split test sends traffic to it.</exception>
    public async Task ThrowIfInUseAsync(string deploy, string verb, CancellationToken cancellationToken)
    {
        if ((await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false)).PublishedDeploy?.Id == deploy)
        {
            throw Refused(deploy, verb, "it is live", "Make another deployment live first.");
        }

        foreach (var (weighted, share) in await WeightedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (weighted == deploy)
            {
                throw Refused(deploy, verb, $"a split test sends it {share}% of the traffic", "End the split test first.");
            }
        }
    }

    private async Task<IEnumerable<(string Deploy, double Share)>> WeightedAsync(CancellationToken cancellationToken)
    {
        var weighted = new List<(string, double)>();
        foreach (var split in await _weights.ActiveAsync(cancellationToken).ConfigureAwait(false))
        {
            weighted.AddRange(await _weights.SharesAsync(split, cancellationToken).ConfigureAwait(false));
        }

        return weighted;
    }

    private async Task<NetlifyDeploy?> FindAsync(string deploy, CancellationToken cancellationToken)
    {
        try
        {
            return await site.Client.ReadDeployAsync(deploy, cancellationToken).ConfigureAwait(false) with { Id = deploy };
        }
        catch (ProviderException gone) when (NetlifyFailure.IsGone(gone))
        {
            return null;
        }
    }

    private ProviderException Refused(string deploy, string verb, string reason, string remedy) =>
        ProviderException.Permanent($"Deploy {deploy} of site {site.Name} is not {verb}: {reason}. {remedy}");
}
