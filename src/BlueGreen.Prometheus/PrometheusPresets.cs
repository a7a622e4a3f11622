using System.Globalization;

namespace BlueGreen.Prometheus;

/// <summary>Answers for common instrumentation. Each adds to what is there; what was added before under the same metric is replaced.</summary>
public static class PrometheusPresets
{
    /// <summary>Error rate, response time and throughput of an ASP.NET Core app by OpenTelemetry's <c>http.server.request.duration</c>.</summary>
    /// <param name="options">The options.</param>
    /// <param name="matchers">Which series, such as <c>job="shop"</c>; empty for all.</param>
    public static PrometheusOptions AddHttpServer(this PrometheusOptions options, string matchers = "") =>
        AddHttp(options, "http_server_request_duration_seconds", "http_response_status_code", matchers);

    /// <summary>The same by prometheus-net's <c>http_request_duration_seconds</c>.</summary>
    /// <param name="options">The options.</param>
    /// <param name="matchers">Which series, such as <c>job="shop"</c>; empty for all.</param>
    public static PrometheusOptions AddPrometheusNet(this PrometheusOptions options, string matchers = "") =>
        AddHttp(options, "http_request_duration_seconds", "code", matchers);

    /// <summary>
    /// The same by the routers of <c>BlueGreen.Yarp</c>, all that are scraped together: what several instances in front of the same deployments have answered. Tells deployments apart by their identifier.
    /// </summary>
    /// <param name="options">The options; their label and what it holds are set.</param>
    /// <param name="application">The application whose traffic the routers divide.</param>
    public static PrometheusOptions AddRouters(this PrometheusOptions options, string application)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        const string Requests = "bluegreen_router_requests_total";
        (options.DeploymentLabel, options.LabelOf) = ("deployment", static deployment => deployment.Id.Value);
        options.Answers[Metric.ErrorRate] = new PrometheusAnswer.Share($"{Requests}{{application=\"{application}\",outcome=\"error\"}}", $"{Requests}{{application=\"{application}\"}}");
        options.Answers[Metric.ResponseTime] = new PrometheusAnswer.Histogram($"bluegreen_router_response_seconds{{application=\"{application}\"}}");
        options.Answers[Metric.Throughput] = new PrometheusAnswer.Rate($"{Requests}{{application=\"{application}\"}}");
        return options;
    }

    /// <summary>Memory and processor usage of processes, by the counters that most client libraries have.</summary>
    /// <param name="options">The options.</param>
    /// <param name="memoryLimit">How many bytes a process may use.</param>
    /// <param name="processors">How many processors it may use.</param>
    /// <param name="matchers">Which series, such as <c>job="shop"</c>; empty for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not greater than 0.</exception>
    public static PrometheusOptions AddProcess(this PrometheusOptions options, long memoryLimit, double processors, string matchers = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(memoryLimit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processors);
        var window = Text($"{Math.Max(1, Math.Ceiling(options.ScrapeInterval.TotalSeconds * 4))}s");
        options.Answers[Metric.MemoryUsage] = new PrometheusAnswer.Gauge(Text($"process_resident_memory_bytes{{{matchers}}} / {memoryLimit}"));
        options.Answers[Metric.CpuUsage] = new PrometheusAnswer.Gauge(Text($"rate(process_cpu_seconds_total{{{matchers}}}[{window}]) / {processors}"));
        return options;
    }

    private static PrometheusOptions AddHttp(PrometheusOptions options, string histogram, string status, string matchers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(matchers);
        var failed = matchers.Trim().TrimEnd(',') is { Length: > 0 } given ? $"{given},{status}=~\"5..\"" : $"{status}=~\"5..\"";
        options.Answers[Metric.ErrorRate] = new PrometheusAnswer.Share($"{histogram}_count{{{failed}}}", $"{histogram}_count{{{matchers}}}");
        options.Answers[Metric.ResponseTime] = new PrometheusAnswer.Histogram($"{histogram}{{{matchers}}}");
        options.Answers[Metric.Throughput] = new PrometheusAnswer.Rate($"{histogram}_count{{{matchers}}}");
        return options;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
