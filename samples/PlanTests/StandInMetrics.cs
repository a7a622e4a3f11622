using System.Collections.Immutable;
using BlueGreen;

namespace PlanTests;

/// <summary>Says what the team's metrics source measures, so that the plan can be built. The world measures for itself.</summary>
internal sealed class StandInMetrics(params ImmutableArray<MetricName> metrics) : IMetricsSource
{
    public ProviderIdentity Identity { get; } = new("metrics", "stand-in");

    public ImmutableArray<MetricName> Metrics => metrics;

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A stand-in measures nothing: run the plan in a VirtualWorld.");
}
