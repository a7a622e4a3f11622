using System.Globalization;
using BlueGreen.Prometheus.Asking;

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
        options.Answers[Metric.MemoryUsage] = new PrometheusAnswer.Gauge(Text($"process_resident_memory_bytes{{{matchers}}} / {memoryLimit}"));
        options.Answers[Metric.CpuUsage] = new PrometheusAnswer.Gauge(Text($"rate(process_cpu_seconds_total{{{matchers}}}[{RateWindow(options)}]) / {processors}"));
        return options;
    }

    /// <summary>
    /// Memory and processor usage of containers, as cAdvisor and the kubelet tell them: <c>container_memory_working_set_bytes</c>, against which containers are killed, and
    /// <c>container_cpu_usage_seconds_total</c>, of all processors together. Of several containers of a deployment the highest counts.
    /// </summary>
    /// <param name="options">The options; set <see cref="PrometheusOptions.DeploymentLabel"/> and <see cref="PrometheusOptions.ScrapeInterval"/> before.</param>
    /// <param name="memoryLimit">How many bytes a container may use.</param>
    /// <param name="processors">How many processors it may use.</param>
    /// <param name="matchers">
    /// Which series, such as <c>container="shop"</c>. Name containers: the groups above them, such as a pod or the machine, have series of the same name.
    /// </param>
    /// <param name="label">
    /// The label of these series that tells deployments apart, such as <c>container_label_version</c>, where it is another than <see cref="PrometheusOptions.DeploymentLabel"/>. Default: that one.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not greater than 0.</exception>
    /// <exception cref="ArgumentException"><paramref name="label"/> is no name of a label.</exception>
    public static PrometheusOptions AddContainers(this PrometheusOptions options, long memoryLimit, double processors, string matchers = "", string? label = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(memoryLimit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processors);
        if (label is not null && !Selector.IsLabel(label))
        {
            throw new ArgumentException($"'{label}' is no name of a label; it has letters, digits and _, such as container_label_version.", nameof(label));
        }

        options.Answers[Metric.MemoryUsage] = new PrometheusAnswer.Gauge(Labelled(Text($"container_memory_working_set_bytes{{{matchers}}} / {memoryLimit}")));
        options.Answers[Metric.CpuUsage] = new PrometheusAnswer.Gauge(
            Labelled(Text($"sum without (cpu) (rate(container_cpu_usage_seconds_total{{{matchers}}}[{RateWindow(options)}])) / {processors}")));
        return options;

        string Labelled(string usage) => label is null || label == options.DeploymentLabel ? usage : $"label_replace({usage}, \"{options.DeploymentLabel}\", \"$1\", \"{label}\", \"(.+)\")";
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

    /// <summary>Long enough for a rate when a scrape or two is missed.</summary>
    private static string RateWindow(PrometheusOptions options) => Text($"{Math.Max(1, Math.Ceiling(options.ScrapeInterval.TotalSeconds * 4))}s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
