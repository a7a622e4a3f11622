namespace BlueGreen;

/// <summary>A draining router that itself ends the connections that would stay open for hours, so that draining comes to an end.</summary>
public interface IConnectionCuttingRouter : IDrainingRouter
{
    /// <summary>How long WebSockets and event streams may outlive the weight of their deployment before the router cuts them; null for no limit.</summary>
    TimeSpan? LongLivedLimit { get; }

    /// <summary>
    /// Reads how many connections were cut at that limit since the deployment last lost its weight. A router that runs in several processes may answer for the one that is asked
    /// alone; it says so.
    /// </summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<Observed<long>> ReadCutAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken);
}
