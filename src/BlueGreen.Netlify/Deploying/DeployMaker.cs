using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Makes the deploy of an operation, or completes the one that an earlier call began.</summary>
internal sealed class DeployMaker(NetlifySite site)
{
    /// <summary>Other processes under the same operation may remove what this one made, since one deploy is to stay; so often it changes over to theirs.</summary>
    private const int MostChanges = 10;

    private readonly DeployStarter _starter = new(site);
    private readonly ManifestReader _reader = new(site.Options);

    public async Task<Deployment> MakeAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var time = new TimeLeft(operation, site.Clock);
        var manifest = await _reader.ReadAsync(operation.Release, cancellationToken).ConfigureAwait(false);
        var info = await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
        var alias = DeployAlias.Make(site.Options.Alias, operation.Release, info, site.Options.ProductionBranch);
        for (var change = 0; change < MostChanges; change++)
        {
            var begun = await _starter.BeginAsync(operation, alias, cancellationToken).ConfigureAwait(false);
            if (await CompleteAsync(begun, manifest, operation, time, cancellationToken).ConfigureAwait(false) is { } ready
                && await _starter.KeepOneAsync(operation, ready, cancellationToken).ConfigureAwait(false) is { } kept && kept.Id == ready.Id)
            {
                return ready.ToDeployment(site.Name);
            }
        }

        throw ProviderException.Transient($"Deploying {operation.Release} to site {site.Name} as {operation.Operation} found another deploy of that operation {MostChanges} times. Is it deployed by two programs at once?");
    }

    /// <summary>The deploy when it is ready; null where somebody else removed it.</summary>
    private async Task<NetlifyDeploy?> CompleteAsync(NetlifyDeploy begun, DeployManifest manifest, OperationContext operation, TimeLeft time, CancellationToken cancellationToken)
    {
        try
        {
            return await new DeployCourse(site, manifest, operation, time).CompleteAsync(begun, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException gone) when (NetlifyFailure.IsGone(gone))
        {
            return null;
        }
    }
}
