namespace BlueGreen.Prometheus;

/// <summary>How Prometheus answers a metric.</summary>
/// <remarks>
/// Selectors are plain, such as <c>http_requests_total{job="shop"}</c>: a name and matchers, no function. What is counted is counted from the samples themselves, because <c>rate</c> and <c>increase</c>
/// extrapolate, and a test needs whole requests.
/// </remarks>
public abstract record PrometheusAnswer
{
    private PrometheusAnswer()
    {
    }

    /// <summary>A share of requests, by two counters: for <see cref="Metric.ErrorRate"/> and <see cref="Metric.Ratio"/>.</summary>
    /// <param name="Failed">The selector of those that count for the share, such as the same with <c>code=~"5.."</c>.</param>
    /// <param name="All">The selector of all of them.</param>
    public sealed record Share(string Failed, string All) : PrometheusAnswer;

    /// <summary>Times, by a histogram in seconds: for <see cref="Metric.ResponseTime"/> and <see cref="Metric.Duration"/>.</summary>
    /// <param name="Selector">The histogram without its suffix, such as <c>http_request_duration_seconds{job="shop"}</c>. Classic histograms are read by their buckets, native ones as they are.</param>
    public sealed record Histogram(string Selector) : PrometheusAnswer;

    /// <summary>Requests per second, by a counter: for <see cref="Metric.Throughput"/>.</summary>
    /// <param name="Selector">The counter.</param>
    public sealed record Rate(string Selector) : PrometheusAnswer;

    /// <summary>A value that is read as it is, by an expression: for <see cref="Metric.MemoryUsage"/>, <see cref="Metric.CpuUsage"/> and <see cref="Metric.Usage"/>. Of several series of a deployment the highest counts.</summary>
    /// <param name="Expression">Any expression whose result keeps the label of the deployment, in the metric's base unit: a fraction for usages.</param>
    public sealed record Gauge(string Expression) : PrometheusAnswer;
}
