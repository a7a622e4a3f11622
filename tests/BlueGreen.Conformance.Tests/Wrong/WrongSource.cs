using System.Collections.Immutable;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>A metrics source that does some things otherwise than the right one.</summary>
internal sealed class WrongSource(IMetricsSource right) : IMetricsSource
{
    public Func<MetricQuery, OperationContext, CancellationToken, Task<MetricReading>> Read { get; init; } = right.ReadAsync;

    public ProviderIdentity Identity { get; init; } = right.Identity;

    public ImmutableArray<MetricName> Metrics { get; init; } = right.Metrics;

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken) => Read(query, operation, cancellationToken);
}
