namespace BlueGreen;

/// <summary>The metrics that a rule can speak of.</summary>
public static class Metric
{
    /// <summary>The share of requests that fail: server errors (5xx) and requests without an answer.</summary>
    public static RatioMetric ErrorRate { get; } = new(new("error_rate"), isRate: true);

    /// <summary>The mean time from request to answer.</summary>
    public static DurationMetric ResponseTime { get; } = new(new("response_time"));

    /// <summary>The share of its memory that the deployment uses.</summary>
    public static RatioMetric MemoryUsage { get; } = new(new("memory_usage"), isRate: false);

    /// <summary>The share of its processor time that the deployment uses.</summary>
    public static RatioMetric CpuUsage { get; } = new(new("cpu_usage"), isRate: false);

    /// <summary>Requests per second.</summary>
    public static ThroughputMetric Throughput { get; } = new(new("throughput"));

    /// <summary>Failed health probe rounds of green. Needs probes, no metrics source.</summary>
    public static HealthFailuresMetric HealthFailures { get; } = new(new("health_failures"));

    /// <summary>A share that a metrics source of yours answers, per request: its values are fractions, its samples requests.</summary>
    /// <param name="name">The metric's name at the source.</param>
    public static RatioMetric Ratio(string name) => new(new(name), isRate: true);

    /// <summary>A share of a resource that a metrics source of yours answers: its values are fractions, its samples readings.</summary>
    /// <param name="name">The metric's name at the source.</param>
    public static RatioMetric Usage(string name) => new(new(name), isRate: false);

    /// <summary>A time that a metrics source of yours answers: its values are seconds, its samples requests.</summary>
    /// <param name="name">The metric's name at the source.</param>
    public static DurationMetric Duration(string name) => new(new(name));
}
