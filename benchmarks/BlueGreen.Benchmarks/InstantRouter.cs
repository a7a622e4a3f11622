using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace BlueGreen.Benchmarks;

/// <summary>A router and metrics source that cost nothing: both sides are always well.</summary>
internal sealed class InstantRouter(TimeProvider clock) : ITrafficRouter, IMetricsSource
{
    private readonly ConcurrentDictionary<string, TrafficSplit> _splits = new();

    public ProviderIdentity Identity { get; } = new("instant", "1");

    public TrafficCapabilities Capabilities { get; } = new() { Fencing = Fencing.Token };

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate.Name];

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromResult(Observed.Known(_splits.GetValueOrDefault(operation.Application, TrafficSplit.AllTo(new("blue")))));

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        _splits[operation.Application] = desired;
        return Task.CompletedTask;
    }

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return Task.FromResult(new MetricReading
        {
            From = query.Since ?? now - query.Interval,
            Watermark = now,
            Evidence = [.. query.Deployments.Select(id => new MetricEvidence { Deployment = id, Metric = Metric.ErrorRate.Name, Value = 0, Samples = 1000, Counts = new(1000, 0) })],
        });
    }
}
