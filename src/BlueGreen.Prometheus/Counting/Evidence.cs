using System.Collections.Immutable;

namespace BlueGreen.Prometheus.Counting;

/// <summary>What the samples say about one metric of one deployment.</summary>
internal static class Evidence
{
    public static MetricEvidence Of(
        DeploymentId deployment, string label, MetricName metric, PrometheusAnswer answer, CounterReading counters, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> gauges)
    {
        var nothing = MetricEvidence.NoData(deployment, metric);
        return answer switch
        {
            PrometheusAnswer.Share share => Share(nothing, share, label, counters),
            PrometheusAnswer.Histogram histogram => Times(nothing, HistogramSeries.Of(histogram, counters, label), counters),
            PrometheusAnswer.Rate rate => Rate(nothing, rate, label, counters),
            PrometheusAnswer.Gauge gauge => gauges[gauge.Expression].TryGetValue(label, out var value)
                ? nothing with { Value = value, Samples = 1, CountsRequests = false } : nothing with { CountsRequests = false },
            _ => nothing,
        };
    }

    private static MetricEvidence Share(MetricEvidence nothing, PrometheusAnswer.Share share, string label, CounterReading counters)
    {
        var all = Whole(counters.Increase(counters.Of(share.All, label)));
        var failed = Math.Min(all, Whole(counters.Increase(counters.Of(share.Failed, label))));
        return all == 0 ? nothing : nothing with { Value = (double)failed / all, Samples = all, Counts = new(all, failed) };
    }

    private static MetricEvidence Rate(MetricEvidence nothing, PrometheusAnswer.Rate rate, string label, CounterReading counters)
    {
        var requests = Whole(counters.Increase(counters.Of(rate.Selector, label)));
        return counters.Length > TimeSpan.Zero && counters.Knows(rate.Selector, label)
            ? nothing with { Value = requests / counters.Length.TotalSeconds, Samples = requests } : nothing;
    }

    private static MetricEvidence Times(MetricEvidence nothing, HistogramSeries histogram, CounterReading counters)
    {
        var upTo = histogram.Buckets.GroupBy(bucket => bucket.Upper, bucket => bucket.Counter).OrderBy(bucket => bucket.Key)
            .Select(bucket => (Upper: bucket.Key, Count: Whole(counters.Increase(bucket)))).ToArray();
        ImmutableArray<long> counts = [.. upTo.Select((bucket, i) => Math.Max(0, bucket.Count - (i == 0 ? 0 : upTo[i - 1].Count)))];
        var (requests, seconds) = (counts.Sum(), counters.Increase(histogram.Sums));
        if (requests == 0)
        {
            return nothing;
        }

        ImmutableArray<TimeSpan> bounds = [.. upTo.Where(bucket => double.IsFinite(bucket.Upper)).Select(bucket => TimeSpan.FromSeconds(bucket.Upper))];
        return nothing with
        {
            Value = seconds / requests,
            Samples = requests,
            Buckets = counts.Length == bounds.Length + 1 ? new() { UpperBounds = bounds, Counts = counts, Sum = TimeSpan.FromSeconds(seconds) } : null,
        };
    }

    private static long Whole(double count) => (long)Math.Round(count);
}
