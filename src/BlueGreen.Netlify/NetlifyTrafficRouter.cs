using BlueGreen.Netlify.Publishing;

namespace BlueGreen.Netlify;

/// <summary>
/// Moves a Netlify site's traffic. As it is made by its constructor, as a whole: what is published gets everything. With <see cref="WithSplitTestsAsync"/> also in shares, by Netlify's split tests, where
/// the site can have them. Thread-safe.
/// </summary>
public sealed class NetlifyTrafficRouter : ITrafficRouter
{
    private readonly NetlifySite _site;
    private readonly SplitTraffic _split;
    private readonly WholeTraffic _whole;

    /// <summary>Makes a router that moves traffic as a whole.</summary>
    /// <param name="site">The site, which outlives the router.</param>
    public NetlifyTrafficRouter(NetlifySite site)
        : this(site, isSplitting: false)
    {
    }

    private NetlifyTrafficRouter(NetlifySite site, bool isSplitting)
    {
        ArgumentNullException.ThrowIfNull(site);
        _site = site;
        _split = new(site);
        _whole = new(site);
        Identity = site.Identify(isSplitting ? "splits" : "traffic");
        Capabilities = isSplitting
            ? new() { Step = Percentage.Of(1), Fencing = Fencing.None, PublishesLive = true }
            : new()
            {
                Step = Percentage.All,
                Fencing = Fencing.None,
                PublishesLive = true,
                Advice = "Put a router of your own in front of the permalinks, such as BlueGreen.Yarp, which takes any share; or use NetlifyTrafficRouter.WithSplitTestsAsync where the site is linked to a repository and has branch deploys.",
            };
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; }

    /// <summary>Steps of 1% with split tests, otherwise 100%. Netlify has no precondition on any of it: no fencing. Not sticky: Netlify draws anew when shares change.</summary>
    public TrafficCapabilities Capabilities { get; }

    /// <summary>Makes a router that also holds shares, by split tests, after asking whether the site can have them.</summary>
    /// <param name="site">The site, which outlives the router.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    /// <exception cref="ProviderException">The site cannot be asked, or cannot have split tests; every reason is named.</exception>
    public static async Task<NetlifyTrafficRouter> WithSplitTestsAsync(NetlifySite site, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(site);
        await new SplitRequirements(site).CheckAsync(cancellationToken).ConfigureAwait(false);
        return new(site, isSplitting: true);
    }

    /// <summary>Reads the active split test, or else what is published.</summary>
    /// <inheritdoc/>
    public async Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        try
        {
            return await _split.ReadAsync(cancellationToken).ConfigureAwait(false) ?? await _whole.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<TrafficSplit>(e.Message);
        }
    }

    /// <summary>
    /// Sets a split test; or, for 100%, publishes the deployment first and ends the split test then, so that nobody meets the other version in between. None publishes a page that answers 404.
    /// </summary>
    /// <inheritdoc/>
    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(operation);
        return _site.AloneAsync(() => SetAsync(desired, operation, cancellationToken), cancellationToken);
    }

    private async Task SetAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        ThrowIfFiner(desired);
        if (desired.Weights.Length > 1)
        {
            await _split.SetAsync(desired, operation, cancellationToken).ConfigureAwait(false);
            return;
        }

        await _split.ThrowIfForeignAsync(operation, cancellationToken).ConfigureAwait(false);
        await _whole.SetAsync(desired.IsNone ? null : desired.Weights[0].Deployment, operation, cancellationToken).ConfigureAwait(false);
        await _split.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private void ThrowIfFiner(TrafficSplit desired)
    {
        foreach (var weight in desired.Weights.Where(weight => weight.HundredthsOfPercent % (int)(Capabilities.Step.Percent * 100) != 0))
        {
            throw ProviderException.Permanent($"Site {_site.Name} cannot give {weight.Deployment} {weight.Weight} of its traffic: it steps by {Capabilities.Step}. {Capabilities.Advice ?? "Round it."}");
        }
    }
}
