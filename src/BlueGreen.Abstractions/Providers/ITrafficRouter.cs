namespace BlueGreen;

/// <summary>Divides an application's traffic between deployments. Thread-safe.</summary>
public interface ITrafficRouter : IProvider
{
    /// <summary>What this router can do.</summary>
    TrafficCapabilities Capabilities { get; }

    /// <summary>Reads the split that is in force at every instance of the router.</summary>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The split; unknown when an instance does not answer or instances disagree.</returns>
    Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the split so. Absolute and repeatable: called again after a crash. Addresses of the deployments are found with
    /// <see cref="OperationContext.Find"/>. A router that fences refuses a token lower than the highest it has seen.
    /// </summary>
    /// <param name="desired">The split; <see cref="TrafficSplit.None"/> sends traffic nowhere.</param>
    /// <param name="operation">Carries the write token and the deployments.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then read back.</param>
    /// <exception cref="ProviderException">It could not be done.</exception>
    Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken);
}
