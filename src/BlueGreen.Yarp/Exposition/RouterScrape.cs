using System.Collections.Immutable;
using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Yarp.Exposition;

/// <summary>Words the routers' counters for Prometheus.</summary>
internal static class RouterScrape
{
    private const int BucketsPerBound = 4;

    /// <summary>Every fourth bound of the scale: two in each octave, which keeps a scrape small. Their counts are exact.</summary>
    private static readonly ImmutableArray<int> Bounds = [.. Enumerable.Range(0, LatencyScale.UpperBounds.Length).Where(i => i % BucketsPerBound == 0)];

    public static string Of(ImmutableArray<RouterSide> sides)
    {
        var text = new PrometheusText();
        var read = sides.Select(side => (Side: side, Counts: side.Meter.Read())).ToArray();
        text.Family("bluegreen_router_requests_total", "counter", "Requests that were forwarded and counted, by outcome: ok, or error for status 5xx, no answer, or one that broke off.");
        foreach (var (side, counts) in read)
        {
            text.Sample("bluegreen_router_requests_total", [.. LabelsOf(side), ("outcome", "ok")], counts.Requests - counts.Errors);
            text.Sample("bluegreen_router_requests_total", [.. LabelsOf(side), ("outcome", "error")], counts.Errors);
        }

        text.Family("bluegreen_router_response_seconds", "histogram", "Time from a request to the headers of its answer, or to its failure.");
        foreach (var (side, counts) in read)
        {
            Histogram(text, side, counts);
        }

        Each(text, sides, "bluegreen_router_retries_total", "counter", "Failed requests that were tried again.", s => s.Meter.Retries);
        Each(text, sides, "bluegreen_router_connections_cut_total", "counter", "Long-lived connections that outlived their deployment's weight and were cut.", s => s.Meter.LongLived.Cut);
        Each(text, sides, "bluegreen_router_in_flight", "gauge", "Requests in flight, long-lived connections included.", s => s.Meter.InFlight);
        Each(text, sides, "bluegreen_router_long_lived", "gauge", "Open WebSockets and streams of server-sent events.", s => s.Meter.LongLived.Open);
        Each(text, sides, "bluegreen_router_weight_ratio", "gauge", "The deployment's share of the split, from 0 to 1.", s => s.Weight.Fraction);
        return text.ToString();
    }

    private static void Each(PrometheusText text, ImmutableArray<RouterSide> sides, string name, string type, string help, Func<RouterSide, double> value)
    {
        text.Family(name, type, help);
        foreach (var side in sides)
        {
            text.Sample(name, LabelsOf(side), value(side));
        }
    }

    private static void Histogram(PrometheusText text, RouterSide side, MeterCounts counts)
    {
        var (below, next) = (0L, 0);
        foreach (var bound in Bounds)
        {
            for (; next <= bound; next++)
            {
                below += counts.Latencies[next];
            }

            Bucket(text, side, LatencyScale.UpperBounds[bound].TotalSeconds, below);
        }

        Bucket(text, side, double.PositiveInfinity, counts.Requests);
        text.Sample("bluegreen_router_response_seconds_sum", LabelsOf(side), counts.Sum.TotalSeconds);
        text.Sample("bluegreen_router_response_seconds_count", LabelsOf(side), counts.Requests);
    }

    private static void Bucket(PrometheusText text, RouterSide side, double bound, long count) =>
        text.Sample("bluegreen_router_response_seconds_bucket", [.. LabelsOf(side), ("le", PrometheusText.Number(bound))], count);

    private static (string Name, string Value)[] LabelsOf(RouterSide side) =>
        [("application", side.Application), ("deployment", side.Meter.Deployment.Value), ("version", side.Meter.Version)];
}
