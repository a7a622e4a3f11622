namespace BlueGreen;

/// <summary>
/// Makes releases reachable and knows which deployment is live. Every call states the desired end and is repeated after a crash:
/// look first, act where needed. Thread-safe.
/// </summary>
public interface IEnvironmentProvider : IProvider
{
    /// <summary>What this environment can do.</summary>
    EnvironmentCapabilities Capabilities { get; }

    /// <summary>Reads which deployment is live.</summary>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The live deployment, a known null when the application has none, or unknown with the reason.</returns>
    Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the release of <paramref name="operation"/> reachable beside what is live and returns once it can be probed. Repeated under the same
    /// operation it finds and completes what the earlier call began; where a late request has made a second deployment all the same, it returns one and removes the other. This is
    /// long work: it may take until the operation's deadline and reports nothing in between that must survive a crash.
    /// </summary>
    /// <param name="operation">Names the release and the operation.</param>
    /// <param name="cancellationToken">Asks to stop soon; what exists by then is dealt with by <see cref="CancelDeployAsync"/>.</param>
    /// <exception cref="ProviderException">The deployment failed, for good or for now.</exception>
    Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken);

    /// <summary>
    /// Settles a deploy: when it returns, the operation has no further effect and nothing of it is left running. Knows nothing but the operation, so it works
    /// on another host and after a crash; harmless when there is nothing to cancel. The token is newer than the deploy's. Where a late request may still arrive, it throws
    /// transiently until that is ruled out.
    /// </summary>
    /// <param name="operation">The operation that the deploy ran under.</param>
    /// <param name="cancellationToken">Stops waiting; the caller will ask again.</param>
    /// <exception cref="ProviderException">It cannot be said that the deploy is settled.</exception>
    Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken);

    /// <summary>Makes a deployment the live one, whether it is green at promotion or blue on the way back. Absolute and repeatable.</summary>
    /// <param name="deployment">The deployment; null when no deployment is to be live, on the way back from an application's first rollout.</param>
    /// <param name="operation">Carries the write token.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then read back.</param>
    /// <exception cref="ProviderException">It could not be done.</exception>
    Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken);

    /// <summary>
    /// Stops a deployment that receives no traffic and is not live. It stays available as a rollback target where the environment can start it again.
    /// Harmless when it is stopped already; refused with a permanent <see cref="ProviderException"/> when it is live, when the environment can tell that it has
    /// traffic weight, and, where the environment fences, under a token lower than the highest it has seen.
    /// </summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="operation">Carries the write token.</param>
    /// <param name="cancellationToken">Cancels the call; it is then repeated.</param>
    /// <exception cref="ProviderException">It could not be done.</exception>
    Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken);
}
