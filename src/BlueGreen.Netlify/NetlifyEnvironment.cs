using System.Collections.Immutable;
using BlueGreen.Netlify.Deploying;
using BlueGreen.Netlify.Publishing;

namespace BlueGreen.Netlify;

/// <summary>
/// Deploys releases to a Netlify site beside what is live, each at a permalink of its own, and makes one of them live. Deploys are found again by their title, which names the operation, so nothing
/// is created twice. Thread-safe.
/// </summary>
/// <param name="site">The site, which outlives the environment.</param>
public sealed class NetlifyEnvironment(NetlifySite site) : IDeploymentRetention
{
    private readonly NetlifySite _site = site ?? throw new ArgumentNullException(nameof(site));
    private readonly DeployMaker _maker = new(site);
    private readonly DeploySettler _settler = new(site);
    private readonly Publisher _publisher = new(site);
    private readonly Vacancy _vacancy = new(site);
    private readonly Retention _retention = new(site);

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = site.Identify("site");

    /// <summary>Netlify has no precondition on publishing and deleting: no fencing.</summary>
    public EnvironmentCapabilities Capabilities { get; } = new() { Fencing = Fencing.None };

    /// <summary>Reads the deploy that the site says is published. Its version is known where BlueGreen deployed it.</summary>
    /// <inheritdoc/>
    public async Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        try
        {
            var live = (await _site.Client.ReadSiteAsync(cancellationToken).ConfigureAwait(false)).PublishedDeploy;
            return Observed.Known(live is null || Vacancy.Is(live) ? null : live.ToDeployment(_site.Name));
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<Deployment?>(e.Message);
        }
    }

    /// <summary>Deploys the release's folder under an alias, by digests, and returns when the deploy is ready.</summary>
    /// <inheritdoc/>
    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<Deployment>(cancellationToken) : _maker.MakeAsync(operation, cancellationToken);
    }

    /// <summary>Marks the operation as settled with an empty deploy of its own title, then cancels and deletes what it made.</summary>
    /// <inheritdoc/>
    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _settler.SettleAsync(operation, cancellationToken);
    }

    /// <summary>
    /// Publishes a deploy that is there already, reads it back, and locks it where the site is linked to a repository. For null a page is published that answers 404, since Netlify cannot unpublish.
    /// </summary>
    /// <inheritdoc/>
    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _site.AloneAsync(
            () => deployment is null ? _vacancy.PublishAsync(operation, cancellationToken) : _publisher.PublishAsync(deployment.Id.Value, operation, cancellationToken), cancellationToken);
    }

    /// <summary>Deploys cost nothing while nobody asks for them, so a retired one stays at its permalink, ready to be made live again; nothing is sent but the reads that find out whether it may be.</summary>
    /// <inheritdoc/>
    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return _retention.ThrowIfInUseAsync(deployment.Id.Value, "retired", cancellationToken);
    }

    /// <summary>
    /// Lists the ready deploys that BlueGreen made, and the live one. The live one counts as locked, and so does what a split test sends traffic to. Deploys that others made are never listed, so never deleted.
    /// </summary>
    /// <inheritdoc/>
    public Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken) => _retention.ListAsync(cancellationToken);

    /// <summary>Deletes a deploy; refused also for the deployment to return to.</summary>
    /// <inheritdoc/>
    public Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _retention.DeleteAsync(deployment.Value, operation, cancellationToken);
    }
}
