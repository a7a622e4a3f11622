using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Finds the deploys of an operation by their title. What was made before the operation began is not looked at.</summary>
internal sealed class DeployFinder(NetlifySite site)
{
    /// <summary>How far Netlify's clock may be behind the store's.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>So many older ones in a row end the search: the list is said to be newest first, but not promised.</summary>
    private const int Enough = 50;

    public async Task<DeployTraces> FindAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var earliest = operation.StartedAt - Skew;
        var deploys = new List<NetlifyDeploy>();
        var marks = new List<NetlifyDeploy>();
        var older = 0;
        await foreach (var deploy in site.Client.ListDeploysAsync(cancellationToken).ConfigureAwait(false))
        {
            older = deploy.CreatedAt < earliest ? older + 1 : 0;
            if (older >= Enough)
            {
                break;
            }

            if (deploy.Id is not null && (deploy.Title == DeployTitle.Settled(operation.Operation) ? marks : DeployTitle.IsOf(deploy.Title, operation.Operation) ? deploys : null) is { } kind)
            {
                kind.Add(deploy);
            }
        }

        return new(Sorted(deploys), Sorted(marks));
    }

    private static ImmutableArray<NetlifyDeploy> Sorted(IEnumerable<NetlifyDeploy> deploys) =>
        [.. deploys.DistinctBy(deploy => deploy.Id).OrderBy(deploy => deploy.CreatedAt).ThenBy(deploy => deploy.Id, StringComparer.Ordinal)];
}
