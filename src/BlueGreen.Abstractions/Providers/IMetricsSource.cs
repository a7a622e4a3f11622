using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>Measures deployments. Thread-safe, and keeps nothing about who asks.</summary>
public interface IMetricsSource : IProvider
{
    /// <summary>The metrics that this source answers.</summary>
    ImmutableArray<MetricName> Metrics { get; }

    /// <summary>
    /// Reads all asked-for metrics of all asked-for deployments up to one common watermark, so that both sides are compared over the same
    /// window. Having no data is an answer (<see cref="MetricEvidence.NoData"/>), failing to ask is an exception.
    /// </summary>
    /// <param name="query">What to read.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The source could not be asked. Never taken as evidence against green.</exception>
    Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken);
}
