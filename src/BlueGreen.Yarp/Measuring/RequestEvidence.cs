using System.Collections.Immutable;

namespace BlueGreen.Yarp.Measuring;

/// <summary>Words counters as evidence. Without a request there is no data, but for the throughput, which is then known to be zero.</summary>
internal static class RequestEvidence
{
    private static readonly Dictionary<MetricName, Func<MeterCounts, TimeSpan, MetricEvidence, MetricEvidence>> Answers = new()
    {
        [new("error_rate")] = ErrorRate,
        [new("response_time")] = ResponseTime,
        [new("throughput")] = Throughput,
    };

    public static ImmutableArray<MetricName> Metrics { get; } = [.. Answers.Keys];

    public static MetricEvidence Of(DeploymentId deployment, MetricName metric, MeterCounts? counts, TimeSpan window)
    {
        var nothing = MetricEvidence.NoData(deployment, metric);
        return counts is null || window <= TimeSpan.Zero ? nothing : Answers[metric](counts, window, nothing with { Samples = counts.Requests });
    }

    private static MetricEvidence ErrorRate(MeterCounts counts, TimeSpan window, MetricEvidence evidence) => counts.Requests == 0 ? evidence : evidence with
    {
        Value = (double)counts.Errors / counts.Requests,
        Counts = new(counts.Requests, counts.Errors),
    };

    private static MetricEvidence ResponseTime(MeterCounts counts, TimeSpan window, MetricEvidence evidence) => counts.Requests == 0 ? evidence : evidence with
    {
        Value = counts.Sum.TotalSeconds / counts.Requests,
        Buckets = new() { UpperBounds = LatencyScale.UpperBounds, Counts = counts.Latencies, Sum = counts.Sum },
    };

    private static MetricEvidence Throughput(MeterCounts counts, TimeSpan window, MetricEvidence evidence) => evidence with
    {
        Value = counts.Requests / window.TotalSeconds,
        Counts = new(counts.Requests, counts.Errors),
    };
}
