using System.Net;
using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Deploying;

namespace BlueGreen.Netlify.Publishing;

/// <summary>Makes a deploy the live one, and believes it when the site says so.</summary>
internal sealed class Publisher(NetlifySite site)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Publishes a deploy; harmless where it is live already.</summary>
    /// <exception cref="ProviderException">It is not there or not ready, or the site does not show it as live in time.</exception>
    public async Task PublishAsync(string deploy, OperationContext operation, CancellationToken cancellationToken)
    {
        var info = await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
        if (info.PublishedDeploy?.Id != deploy)
        {
            await RestoreAsync(deploy, cancellationToken).ConfigureAwait(false);
            info = await ReadBackAsync(deploy, operation, cancellationToken).ConfigureAwait(false);
            site.Logger.Published(site.Name, deploy);
        }

        if (MustLock(info) && info.PublishedDeploy?.Locked != true)
        {
            await LockAsync(deploy, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool MustLock(NetlifySiteInfo info) => site.Options.LockLive ?? info.IsLinked();

    private async Task RestoreAsync(string deploy, CancellationToken cancellationToken)
    {
        var found = await FindAsync(deploy, cancellationToken).ConfigureAwait(false);
        if (!found.IsReady())
        {
            throw NotReady(found);
        }

        try
        {
            await site.Client.RestoreDeployAsync(deploy, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException lost) when (lost.IsTransient && NetlifyFailure.StatusOf(lost) != HttpStatusCode.TooManyRequests)
        {
            var info = await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
            if (info.PublishedDeploy?.Id != deploy)
            {
                throw;
            }
        }
    }

    private async Task<NetlifyDeploy> FindAsync(string deploy, CancellationToken cancellationToken)
    {
        try
        {
            return await site.Client.ReadDeployAsync(deploy, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException gone) when (NetlifyFailure.IsGone(gone))
        {
            throw ProviderException.Permanent($"Deploy {deploy} of site {site.Name} cannot be made live: it is not there (any more). Netlify deletes old deploys after 30 to 90 days; deploy the release again.", gone);
        }
    }

    private async Task<NetlifySiteInfo> ReadBackAsync(string deploy, OperationContext operation, CancellationToken cancellationToken)
    {
        var time = new TimeLeft(operation with { TimeLeft = operation.TimeLeft < LongestWait ? operation.TimeLeft : LongestWait }, site.Clock);
        var pause = site.Options.PollInterval < LongestPause ? site.Options.PollInterval : LongestPause;
        while (true)
        {
            var info = await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
            if (info.PublishedDeploy?.Id == deploy)
            {
                return info;
            }

            if (!time.IsEnoughFor(pause))
            {
                throw ProviderException.Transient(
                    $"Site {site.Name} shows deploy {info.PublishedDeploy?.Id ?? "(none)"} as live after {deploy} was published. Netlify may need a moment, or somebody published at the same time; it is read back again.");
            }

            await time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LockAsync(string deploy, CancellationToken cancellationToken)
    {
        await site.Client.LockDeployAsync(deploy, cancellationToken).ConfigureAwait(false);
        var info = await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
        if (info.PublishedDeploy is { Locked: not true } live && live.Id == deploy)
        {
            throw ProviderException.Transient($"Deploy {deploy} of site {site.Name} is live but does not read back as locked, so the next build from Git would replace it. Locking is tried again; set NetlifyOptions.LockLive to false to do without.");
        }
    }

    private ProviderException NotReady(NetlifyDeploy found) => found.HasFailed()
        ? ProviderException.Permanent($"Deploy {found.Id} of site {site.Name} cannot be made live: it ended in '{found.State}' ({found.ErrorMessage ?? "no message"}). Deploy the release again.")
        : ProviderException.Transient($"Deploy {found.Id} of site {site.Name} cannot be made live yet: it is '{found.State}'. Wait until it is ready.");
}
