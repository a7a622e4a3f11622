using System.Text;
using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Deploying;

namespace BlueGreen.Netlify.Publishing;

/// <summary>
/// What is live when no release is: a deploy of one page that is served with 404. Netlify cannot take a site's last deploy away, and a release that was rolled back must not stay where users are.
/// </summary>
internal sealed class Vacancy(NetlifySite site)
{
    private const string Alias = "bluegreen-no-release";

    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<!doctype html><meta charset=\"utf-8\"><title>Not found</title><p>There is nothing here yet.</p>\n");

    public static bool Is(NetlifyDeploy deploy) => deploy.Title == DeployTitle.Vacant;

    /// <summary>Makes sure that no release is live.</summary>
    public async Task PublishAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var live = (await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false)).PublishedDeploy;
        if (live is not null && !Is(live))
        {
            var vacant = await DeployAsync(operation, cancellationToken).ConfigureAwait(false);
            await new Publisher(site).PublishAsync(vacant.Id!, operation, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<NetlifyDeploy> DeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var begun = await FindAsync(cancellationToken).ConfigureAwait(false)
            ?? await site.Client.CreateDeployAsync(DeployTitle.Vacant, new() { Draft = false, Branch = Alias }, cancellationToken).ConfigureAwait(false);
        var manifest = new DeployManifest([new DeployedBytes("404.html", Digest.OfFile(Page), [.. Page])], []);
        return await new DeployCourse(site, manifest, operation, new(operation, site.Clock)).CompleteAsync(begun, cancellationToken).ConfigureAwait(false);
    }

    private async Task<NetlifyDeploy?> FindAsync(CancellationToken cancellationToken)
    {
        await foreach (var deploy in site.Client.ListDeploysAsync(cancellationToken).ConfigureAwait(false))
        {
            if (deploy.Id is not null && Is(deploy) && !deploy.HasFailed())
            {
                return deploy;
            }
        }

        return null;
    }
}
