using System.Collections.Immutable;
using BlueGreen;

namespace DurableHost.Serving;

/// <summary>
/// Error rates, mean times and throughput by what the router, in its own process, has counted. A host that takes over begins with a window of its own: what lies between is unknown.
/// </summary>
internal sealed class RouterMetrics(Uri router, TimeProvider clock) : IMetricsSource, IDisposable
{
    private const int Remembered = 600;

    private readonly HttpClient _http = new() { BaseAddress = router, Timeout = TimeSpan.FromSeconds(2) };
    private readonly Lock _lock = new();
    private ImmutableList<RouterCounts> _history = [];

    public ProviderIdentity Identity { get; } = new("router-counters", "2");

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate.Name, Metric.ResponseTime.Name, Metric.Throughput.Name];

    public async Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        var now = RouterCounts.Parse(await _http.GetStringAsync("metrics", cancellationToken), clock.GetUtcNow());
        var since = Remember(now, query.Since ?? now.At - query.Interval);
        return new()
        {
            From = since.At,
            Watermark = now.At,
            Evidence = [.. query.Deployments.SelectMany(deployment => Evidence(deployment, now.Of(deployment.Value) - since.Of(deployment.Value), now.At - since.At))],
        };
    }

    public void Dispose() => _http.Dispose();

    /// <returns>The newest counts up to that time; the oldest there are when none is that old.</returns>
    private RouterCounts Remember(RouterCounts now, DateTimeOffset since)
    {
        lock (_lock)
        {
            _history = _history is [.., var last] && !now.Continues(last) ? [now] : _history.Add(now);
            _history = _history.Count > Remembered ? _history.RemoveAt(0) : _history;
            return _history.FindLast(counts => counts.At <= since) ?? _history[0];
        }
    }

    private IEnumerable<MetricEvidence> Evidence(DeploymentId deployment, RouterCount counted, TimeSpan window)
    {
        if (counted.Requests == 0 || window <= TimeSpan.Zero)
        {
            return Metrics.Select(metric => MetricEvidence.NoData(deployment, metric));
        }

        var requests = new RequestCounts(counted.Requests, counted.Errors);
        return
        [
            Value(Metric.ErrorRate.Name, (double)counted.Errors / counted.Requests) with { Counts = requests },
            Value(Metric.ResponseTime.Name, counted.Seconds / counted.Requests),
            Value(Metric.Throughput.Name, counted.Requests / window.TotalSeconds),
        ];

        MetricEvidence Value(MetricName metric, double value) => MetricEvidence.NoData(deployment, metric) with { Value = value, Samples = counted.Requests };
    }
}
