using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Publishing;

/// <summary>Traffic that a split test divides between branches.</summary>
internal sealed class SplitTraffic(NetlifySite site)
{
    private readonly WeightReader _weights = new(site);
    private readonly SplitRequirements _requirements = new(site);

    /// <summary>The split that a test makes; null where none is active.</summary>
    public async Task<Observed<TrafficSplit>?> ReadAsync(CancellationToken cancellationToken)
    {
        var active = await _weights.ActiveAsync(cancellationToken).ConfigureAwait(false);
        if (active.Length != 1)
        {
            return active.IsEmpty ? null : Observed.Unknown<TrafficSplit>($"Site {site.Name} has {active.Length} active split tests; what they make together is not known.");
        }

        var shares = await _weights.SharesAsync(active[0], cancellationToken).ConfigureAwait(false);
        try
        {
            return Observed.Known(TrafficSplit.Of(shares.Select(share => new TrafficWeight(new(share.Deploy), Percentage.Of(share.Share)))));
        }
        catch (ArgumentException e)
        {
            return Observed.Unknown<TrafficSplit>($"Split test {active[0].Id} of site {site.Name} makes no split: {e.Message}");
        }
    }

    /// <summary>Sets the test's shares while it stays on, or begins one.</summary>
    public async Task SetAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        var shares = await BranchesAsync(desired, operation, cancellationToken).ConfigureAwait(false);
        var active = await ThrowIfForeignAsync(operation, cancellationToken).ConfigureAwait(false);
        var id = active is null ? await BeginAsync(shares, cancellationToken).ConfigureAwait(false) : active.Id!;
        if (active is not null && !IsSame(active, shares))
        {
            await site.Client.UpdateSplitAsync(id, shares, cancellationToken).ConfigureAwait(false);
        }

        var read = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (read is not { IsKnown: true } known || !desired.Equals(known.Value))
        {
            throw ProviderException.Transient($"Site {site.Name} reads back {read?.ToString() ?? "no split test"} after {desired} was set as split test {id}. It is set again.");
        }

        site.Logger.SplitSet(site.Name, id, desired.ToString());
    }

    /// <summary>Ends the active test; what is published then gets everything.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var active in await _weights.ActiveAsync(cancellationToken).ConfigureAwait(false))
        {
            await site.Client.UnpublishSplitAsync(active.Id!, cancellationToken).ConfigureAwait(false);
            site.Logger.SplitEnded(site.Name, active.Id!);
        }
    }

    /// <summary>The active test; refused where it is somebody else's, since Netlify has one at a time.</summary>
    public async Task<NetlifyTrafficSplit?> ThrowIfForeignAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var active = await _weights.ActiveAsync(cancellationToken).ConfigureAwait(false);
        if (active.IsEmpty)
        {
            return null;
        }

        var own = new[] { operation.Blue?.Id.Value, operation.Green?.Id.Value };
        var shares = await _weights.SharesAsync(active[0], cancellationToken).ConfigureAwait(false);
        return active.Length == 1 && shares.All(share => own.Contains(share.Deploy))
            ? active[0]
            : throw ProviderException.Permanent(
                $"Site {site.Name} has another split test on ({active[0].Id}: {string.Join(", ", shares.Select(share => $"{share.Deploy} {share.Share}%"))}), and Netlify has one at a time. End it at Netlify first.");
    }

    private async Task<string> BeginAsync(ImmutableSortedDictionary<string, int> shares, CancellationToken cancellationToken)
    {
        var id = await FindAsync(shares, cancellationToken).ConfigureAwait(false)
            ?? (await site.Client.CreateSplitAsync(shares, cancellationToken).ConfigureAwait(false)).Id
            ?? throw ProviderException.Transient($"Creating a split test of site {site.Name} was answered without an identifier. It is looked for.");
        await site.Client.PublishSplitAsync(id, cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <summary>A test with these shares that is not on: one that an earlier call created, or used. There is no deleting tests, so they are used again.</summary>
    private async Task<string?> FindAsync(ImmutableSortedDictionary<string, int> shares, CancellationToken cancellationToken)
    {
        await foreach (var split in site.Client.ListSplitsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (split.Id is not null && IsSame(split, shares))
            {
                return split.Id;
            }
        }

        return null;
    }

    private static bool IsSame(NetlifyTrafficSplit split, ImmutableSortedDictionary<string, int> shares) =>
        split.Shares() is { } own && own.Count == shares.Count && shares.All(share => own.TryGetValue(share.Key, out var found) && Math.Abs(found - share.Value) < 0.001);

    private async Task<ImmutableSortedDictionary<string, int>> BranchesAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        var branches = await _weights.BranchesAsync(cancellationToken).ConfigureAwait(false);
        _requirements.ThrowUnlessDeployed(desired, branches, operation);
        return desired.Weights.ToImmutableSortedDictionary(
            weight => branches.First(branch => SplitRequirements.Is(branch, weight.Deployment)).Name!, weight => weight.HundredthsOfPercent / 100, StringComparer.Ordinal);
    }
}
