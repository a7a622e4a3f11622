using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>Asks a deployment how it is. Thread-safe.</summary>
public interface IHealthProber : IProvider
{
    /// <summary>
    /// Runs all probes in parallel against one deployment. A probe that the deployment does not answer is a result, not an exception.
    /// </summary>
    /// <param name="probes">What to ask.</param>
    /// <param name="target">Whom to ask.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the probes.</param>
    /// <returns>One result per probe, in the same order.</returns>
    /// <exception cref="ProviderException">The prober itself is unable to probe; says nothing about the deployment.</exception>
    Task<ImmutableArray<ProbeResult>> ProbeAsync(ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken);
}
