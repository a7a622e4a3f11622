using System.Collections.Immutable;

namespace BlueGreen.Benchmarks.Baking;

/// <summary>An instant router that counts: 900 requests of blue and 100 of green with each look, one in a hundred of which fails on either side, with histograms of forty buckets; and usages.</summary>
internal sealed class BakingRouter(TimeProvider clock) : ITrafficRouter, IMetricsSource
{
    private static readonly ImmutableArray<TimeSpan> Bounds = [.. Enumerable.Range(0, 40).Select(i => TimeSpan.FromMilliseconds(5 * Math.Pow(1.2, i)))];
    private static readonly LatencyBuckets Blue = Spread(900);
    private static readonly LatencyBuckets Green = Spread(100);

    private readonly InstantRouter _router = new(clock);
    private long _reads;

    public ProviderIdentity Identity => _router.Identity;

    public TrafficCapabilities Capabilities => _router.Capabilities;

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate.Name, Metric.ResponseTime.Name, Metric.MemoryUsage.Name, Metric.CpuUsage.Name];

    public long Reads => Volatile.Read(ref _reads);

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => _router.ReadAsync(operation, cancellationToken);

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken) => _router.ApplyAsync(desired, operation, cancellationToken);

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        var read = Interlocked.Increment(ref _reads);
        var now = clock.GetUtcNow();
        return Task.FromResult(new MetricReading
        {
            From = query.Since ?? now - query.Interval,
            Watermark = now,
            Evidence = [.. query.Deployments.SelectMany(id => query.Metrics.Select(metric => Measure(id, metric, read)))],
        });
    }

    private static MetricEvidence Measure(DeploymentId id, MetricName metric, long read)
    {
        var buckets = id.Value == "green" ? Green : Blue;
        var requests = id.Value == "green" ? 100 : 900;
        var errors = (requests / 100) + (read % 3) - 1;
        return metric == Metric.ErrorRate.Name ? new() { Deployment = id, Metric = metric, Value = errors / (double)requests, Samples = requests, Counts = new(requests, errors) }
            : metric == Metric.ResponseTime.Name ? new() { Deployment = id, Metric = metric, Value = 0.05, Samples = requests, Buckets = buckets }
            : new() { Deployment = id, Metric = metric, Value = 0.5, Samples = 1 };
    }

    private static LatencyBuckets Spread(long requests)
    {
        var counts = new long[Bounds.Length + 1];
        for (var i = 0; i < requests; i++)
        {
            counts[i * 25 / requests]++;
        }

        return new() { UpperBounds = Bounds, Counts = [.. counts], Sum = TimeSpan.FromMilliseconds(50 * requests) };
    }
}
