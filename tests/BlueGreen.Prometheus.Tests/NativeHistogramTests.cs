using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

/// <summary>Native histograms, which a Prometheus scrapes once its feature is switched on.</summary>
public sealed class NativeHistogramTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_put_into_the_usual_bounds_and_counted_between_scrapes()
    {
        await using var target = await NativeTarget.StartAsync(Token);
        await using var prometheus = new PrometheusProcess(target.Address) { Features = "native-histograms" };
        await prometheus.StartAsync(Token);
        target.Observe((4, 0.04));
        await prometheus.UntilAsync("histogram_count(request_seconds)", 4, Token);
        var options = new PrometheusOptions { Server = prometheus.Address, ScrapeInterval = PrometheusProcess.ScrapeInterval };
        options.Answers[Metric.ResponseTime] = new PrometheusAnswer.Histogram("request_seconds");
        using var source = new PrometheusMetrics(options);
        var before = await ReadAsync(source, null);

        target.Observe((3, 0.04), (3, 0.3));
        await prometheus.UntilAsync("histogram_count(request_seconds)", 10, Token);
        var times = await ReadUntilAsync(source, before.Watermark, 6);

        Assert.Equal(0.17, times.Value!.Value, 1e-9);
        Assert.Equal([3L, 3], times.Buckets!.Counts.Where(count => count > 0));
        Assert.Equal(3, times.Buckets.Counts[times.Buckets.UpperBounds.IndexOf(TimeSpan.FromMilliseconds(50))]);
        Assert.Equal(3, times.Buckets.Counts[times.Buckets.UpperBounds.IndexOf(TimeSpan.FromMilliseconds(500))]);
    }

    /// <summary>A reading ends a little before the newest scrape; asked again from where the last one ended, it has all of it.</summary>
    private static async Task<MetricEvidence> ReadUntilAsync(PrometheusMetrics source, DateTimeOffset since, long samples)
    {
        while (true)
        {
            var reading = await ReadAsync(source, since);
            if (reading.For(new("green"), Metric.ResponseTime) is var evidence && evidence.Samples >= samples)
            {
                return evidence;
            }

            await Task.Delay(20, Token);
        }
    }

    private static Task<MetricReading> ReadAsync(PrometheusMetrics source, DateTimeOffset? since) => source.ReadAsync(
        new() { Metrics = [Metric.ResponseTime], Deployments = [new("green")], Since = since, Interval = TimeSpan.FromSeconds(1) }, Trial.Operation, Token);
}
