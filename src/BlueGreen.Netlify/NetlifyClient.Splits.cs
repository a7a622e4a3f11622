using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify;

/// <content>Split tests and the cache.</content>
public sealed partial class NetlifyClient
{
    /// <summary>Lists the branches that have a deploy: the only ones that a split test can divide traffic between.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerable<NetlifyDeployedBranch> ListDeployedBranchesAsync(CancellationToken cancellationToken) => ListAsync(
        $"sites/{Escaped(_site)}/deployed-branches", NetlifyJson.Default.NetlifyDeployedBranchArray, $"Listing the deployed branches of site {_site}", cancellationToken);

    /// <summary>Lists the split tests, active and ended.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerable<NetlifyTrafficSplit> ListSplitsAsync(CancellationToken cancellationToken) => ListAsync(
        $"sites/{Escaped(_site)}/traffic_splits", NetlifyJson.Default.NetlifyTrafficSplitArray, $"Listing the split tests of site {_site}", cancellationToken);

    /// <summary>Creates a split test, not yet active. Never repeated: after a failure without an answer, list.</summary>
    /// <param name="percentages">Whole percents by branch that total 100.</param>
    /// <param name="cancellationToken">Cancels the call; it may have taken effect.</param>
    /// <exception cref="ArgumentException">They do not total 100, or one lies outside 0 to 100.</exception>
    public Task<NetlifyTrafficSplit> CreateSplitAsync(ImmutableSortedDictionary<string, int> percentages, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, $"sites/{Escaped(_site)}/traffic_splits", NetlifyJson.Default.NetlifyTrafficSplit, $"Creating a split test of site {_site}",
        Json(new(Checked(percentages)), NetlifyJson.Default.NetlifySplitRequest), false, cancellationToken);

    /// <summary>Changes the shares of a split test.</summary>
    /// <param name="split">Its identifier.</param>
    /// <param name="percentages">Whole percents by branch that total 100.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">They do not total 100, or one lies outside 0 to 100.</exception>
    public Task<NetlifyTrafficSplit> UpdateSplitAsync(string split, ImmutableSortedDictionary<string, int> percentages, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put, SplitPath(split), NetlifyJson.Default.NetlifyTrafficSplit, $"Changing split test {split} of site {_site}",
        Json(new(Checked(percentages)), NetlifyJson.Default.NetlifySplitRequest), true, cancellationToken);

    /// <summary>Begins to divide traffic.</summary>
    /// <param name="split">The split test's identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task PublishSplitAsync(string split, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Post, $"{SplitPath(split)}/publish", $"Beginning split test {split} of site {_site}", null, cancellationToken);

    /// <summary>Ends a split test: all traffic goes to the live deploy.</summary>
    /// <param name="split">The split test's identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task UnpublishSplitAsync(string split, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Post, $"{SplitPath(split)}/unpublish", $"Ending split test {split} of site {_site}", null, cancellationToken);

    /// <summary>Purges what the content delivery network has cached for the site.</summary>
    /// <param name="site">The site's identifier, as <see cref="ReadSiteAsync"/> answers it.</param>
    /// <param name="tags">Under which tags; null for everything. An empty list would purge nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The list is empty or holds an empty tag.</exception>
    public Task PurgeAsync(string site, ImmutableArray<string>? tags, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(site);
        if (tags is { } named && (named.IsDefaultOrEmpty || named.Any(string.IsNullOrWhiteSpace)))
        {
            throw new ArgumentException("A purge of no tags purges nothing. Name tags, or pass null to purge everything.", nameof(tags));
        }

        return DoAsync(HttpMethod.Post, "purge", $"Purging the cache of site {_site}", Json(new(site, tags), NetlifyJson.Default.NetlifyPurgeRequest), cancellationToken);
    }

    private string SplitPath(string split) => $"sites/{Escaped(_site)}/traffic_splits/{Escaped(split)}";

    private static ImmutableSortedDictionary<string, int> Checked(ImmutableSortedDictionary<string, int> percentages)
    {
        ArgumentNullException.ThrowIfNull(percentages);
        return percentages.Values.All(share => share is >= 0 and <= 100) && percentages.Values.Sum() == 100
            ? percentages
            : throw new ArgumentException($"The shares total {percentages.Values.Sum()}%, or one lies outside 0 to 100: {string.Join(", ", percentages)}.", nameof(percentages));
    }
}
