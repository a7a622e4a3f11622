using System.Collections.Immutable;
using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Deploying;

namespace BlueGreen.Netlify.Publishing;

/// <summary>What a site must have before a split test can divide its traffic.</summary>
internal sealed class SplitRequirements(NetlifySite site)
{
    private const string Otherwise = "Otherwise move traffic as a whole with NetlifyTrafficRouter, or put a router of your own, such as BlueGreen.Yarp, in front of the permalinks.";

    private readonly WeightReader _weights = new(site);

    /// <summary>Looks at what is known before a rollout.</summary>
    /// <exception cref="ProviderException">Something is missing; all of it is named.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var info = await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false);
        string[] missing =
        [
            .. info.IsLinked() ? [] : new[] { "it is not linked to a repository, and only branch deploys of one can share traffic: link it, and turn branch deploys on." },
            .. HasEdgeFunctions(info) ? ["its live deploy has edge functions, which do not run while a split test is on: take them out, or set NetlifyOptions.SplitDespiteEdgeFunctions."] : Array.Empty<string>(),
            .. await ForeignAsync(info, cancellationToken).ConfigureAwait(false),
        ];
        if (missing.Length > 0)
        {
            throw ProviderException.Permanent($"Site {site.Name} cannot divide its traffic by split tests: {string.Join(' ', missing)} {Otherwise}");
        }
    }

    /// <summary>Looks at what is known once the deployments are.</summary>
    /// <exception cref="ProviderException">A deployment is not the present deploy of a branch.</exception>
    public void ThrowUnlessDeployed(TrafficSplit desired, ImmutableArray<NetlifyDeployedBranch> branches, OperationContext operation)
    {
        var missing = desired.Weights.Where(weight => !branches.Any(branch => Is(branch, weight.Deployment))).Select(weight => $"{operation.Find(weight.Deployment)?.ToString() ?? weight.Deployment.Value}").ToArray();
        if (missing.Length > 0)
        {
            throw ProviderException.Permanent(
                $"Site {site.Name} cannot divide its traffic as {desired}: {string.Join(" and ", missing)} is not the present deploy of a branch (deployed branches: {Named(branches)}). Netlify counts only branches of the linked repository with branch deploys on, and no deploys under an alias. {Otherwise}");
        }
    }

    /// <summary>Tests that divide traffic between other deploys than the live one and ours. Our own may be on, where a driver died during a rollout.</summary>
    private async Task<IReadOnlyList<string>> ForeignAsync(NetlifySiteInfo info, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var split in await _weights.ActiveAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var (deploy, _) in await _weights.SharesAsync(split, cancellationToken).ConfigureAwait(false))
            {
                if (deploy != info.PublishedDeploy?.Id && !DeployTitle.IsOurs(await site.Client.ReadDeployAsync(deploy, cancellationToken).ConfigureAwait(false)))
                {
                    found.Add($"split test {split.Id} is on with deploy {deploy}, which BlueGreen did not make, and Netlify has one test at a time: end it.");
                }
            }
        }

        return found;
    }

    public static bool Is(NetlifyDeployedBranch branch, DeploymentId deployment) => branch.Name is not null && (branch.DeployId ?? branch.Id) == deployment.Value;

    private bool HasEdgeFunctions(NetlifySiteInfo info) => info.PublishedDeploy?.EdgeFunctionsPresent == true && !site.Options.SplitDespiteEdgeFunctions;

    private static string Named(ImmutableArray<NetlifyDeployedBranch> branches) =>
        branches.IsEmpty ? "none" : string.Join(", ", branches.Select(branch => $"{branch.Name} {branch.DeployId ?? branch.Id}"));
}
