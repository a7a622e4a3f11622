namespace BlueGreen;

/// <summary>A router that knows how many requests a deployment is still answering.</summary>
public interface IDrainingRouter : ITrafficRouter
{
    /// <summary>Reads the number of requests in flight to a deployment, at all instances of the router.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<Observed<long>> ReadInFlightAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken);
}
