using System.Collections.Immutable;
using BlueGreen;

namespace DurableHost.Serving;

/// <summary>Error rates by what the router, in its own process, has counted. A host that takes over begins with a window of its own: what lies between is unknown.</summary>
internal sealed class RouterMetrics(Uri router, TimeProvider clock) : IMetricsSource, IDisposable
{
    private const int Remembered = 600;

    private readonly HttpClient _http = new() { BaseAddress = router, Timeout = TimeSpan.FromSeconds(2) };
    private readonly Lock _lock = new();
    private ImmutableList<RouterCounts> _history = [];

    public ProviderIdentity Identity { get; } = new("router-counters", "1");

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate.Name];

    public async Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        var now = RouterCounts.Parse(await _http.GetStringAsync("metrics", cancellationToken), clock.GetUtcNow());
        var since = Remember(now, query.Since ?? now.At - query.Interval);
        return new() { From = since.At, Watermark = now.At, Evidence = [.. query.Deployments.Select(deployment => ErrorRate(deployment, since, now))] };
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

    private static MetricEvidence ErrorRate(DeploymentId deployment, RouterCounts since, RouterCounts now)
    {
        var (before, after) = (since.Of(deployment.Value), now.Of(deployment.Value));
        var (requests, errors) = (after.Requests - before.Requests, after.Errors - before.Errors);
        return requests == 0
            ? MetricEvidence.NoData(deployment, Metric.ErrorRate.Name)
            : new() { Deployment = deployment, Metric = Metric.ErrorRate.Name, Value = (double)errors / requests, Samples = requests, Counts = new(requests, errors) };
    }
}
