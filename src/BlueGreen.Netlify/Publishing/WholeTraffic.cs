namespace BlueGreen.Netlify.Publishing;

/// <summary>Traffic that goes to one deploy: what is published.</summary>
internal sealed class WholeTraffic(NetlifySite site)
{
    private readonly Publisher _publisher = new(site);
    private readonly Vacancy _vacancy = new(site);

    public async Task<Observed<TrafficSplit>> ReadAsync(CancellationToken cancellationToken)
    {
        var live = (await site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false)).PublishedDeploy;
        return live is null || Vacancy.Is(live) ? Observed.Known(TrafficSplit.None)
            : live.Id is { Length: > 0 } id ? Observed.Known(TrafficSplit.AllTo(new(id)))
            : Observed.Unknown<TrafficSplit>($"Site {site.Name} has a live deploy, and Netlify's answer does not say which.");
    }

    public Task SetAsync(DeploymentId? deployment, OperationContext operation, CancellationToken cancellationToken) => deployment is { } id
        ? _publisher.PublishAsync(id.Value, operation, cancellationToken)
        : _vacancy.PublishAsync(operation, cancellationToken);
}
