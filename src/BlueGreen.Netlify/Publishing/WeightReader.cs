using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Publishing;

/// <summary>Reads which deploys a split test sends traffic to.</summary>
internal sealed class WeightReader(NetlifySite site)
{
    /// <summary>The active split tests; Netlify allows one. A site that has no such resource has none.</summary>
    public async Task<ImmutableArray<NetlifyTrafficSplit>> ActiveAsync(CancellationToken cancellationToken)
    {
        var active = ImmutableArray.CreateBuilder<NetlifyTrafficSplit>();
        try
        {
            await foreach (var split in site.Client.ListSplitsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (split is { Active: true, Id: not null })
                {
                    active.Add(split);
                }
            }
        }
        catch (ProviderException gone) when (NetlifyFailure.IsGone(gone))
        {
            return [];
        }

        return active.ToImmutable();
    }

    public async Task<ImmutableArray<NetlifyDeployedBranch>> BranchesAsync(CancellationToken cancellationToken)
    {
        var branches = ImmutableArray.CreateBuilder<NetlifyDeployedBranch>();
        await foreach (var branch in site.Client.ListDeployedBranchesAsync(cancellationToken).ConfigureAwait(false))
        {
            branches.Add(branch);
        }

        return branches.ToImmutable();
    }

    /// <summary>The shares of a split test by deploy; throws where they cannot be made out, so that nothing is taken for without traffic that has some.</summary>
    /// <exception cref="ProviderException">The answer is not understood, or a branch with a share has no deploy.</exception>
    public async Task<ImmutableArray<(string Deploy, double Share)>> SharesAsync(NetlifyTrafficSplit split, CancellationToken cancellationToken)
    {
        var shares = split.Shares() ?? throw ProviderException.Transient(
            $"Split test {split.Id} of site {site.Name} is active, and the shares of its branches cannot be made out of Netlify's answer. End it at Netlify to go on.");
        var deploys = (await BranchesAsync(cancellationToken).ConfigureAwait(false)).Where(branch => branch.Name is not null).ToDictionary(branch => branch.Name!, branch => branch.DeployId ?? branch.Id);
        var found = ImmutableArray.CreateBuilder<(string, double)>();
        foreach (var (branch, share) in shares.Where(share => share.Value > 0))
        {
            found.Add((
                deploys.GetValueOrDefault(branch)
                    ?? throw ProviderException.Transient($"Split test {split.Id} of site {site.Name} sends {share}% to the branch '{branch}', which is not among the deployed branches. End it at Netlify to go on."),
                share));
        }

        return found.ToImmutable();
    }
}
