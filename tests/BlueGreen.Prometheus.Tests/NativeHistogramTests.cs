using System.Net;
using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

/// <summary>
/// Native histograms, as Prometheus's HTTP API documents them: the Debian package scrapes none unless a feature is switched on and the target speaks protobuf, so the answers are written out here.
/// </summary>
public sealed class NativeHistogramTests
{
    private const double Now = 1000;

    [Fact]
    public async Task They_are_put_into_the_usual_bounds_and_counted_between_scrapes()
    {
        var options = new PrometheusOptions { Server = new("http://prometheus.test/"), ScrapeInterval = TimeSpan.FromSeconds(1) };
        options.Answers[Metric.ResponseTime] = new PrometheusAnswer.Histogram("request_seconds");
        using var source = new PrometheusMetrics(options, new Answers());
        var since = DateTimeOffset.UnixEpoch.AddSeconds(Now - 2);

        var reading = await source.ReadAsync(
            new() { Metrics = [Metric.ResponseTime], Deployments = [new("green")], Since = since, Interval = TimeSpan.FromSeconds(1) }, Trial.Operation, TestContext.Current.CancellationToken);

        var times = reading.For(new("green"), Metric.ResponseTime);
        Assert.Equal(6, times.Samples);
        Assert.Equal(0.2, times.Value!.Value, 1e-9);
        Assert.Equal([3L, 3], times.Buckets!.Counts.Where(count => count > 0));
        Assert.Equal(3, times.Buckets.Counts[times.Buckets.UpperBounds.IndexOf(TimeSpan.FromMilliseconds(50))]);
        Assert.Equal(3, times.Buckets.Counts[times.Buckets.UpperBounds.IndexOf(TimeSpan.FromMilliseconds(500))]);
    }

    /// <summary>Two scrapes: 4 observations of up to 44 ms, then 3 more of those and 3 between 250 and 354 ms.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = Uri.UnescapeDataString(request.RequestUri!.Query);
            var result = query.Contains("vector(time())", StringComparison.Ordinal) ? """{"resultType":"vector","result":[{"metric":{},"value":[1000,"1000"]}]}"""
                : query.Contains("request_seconds{", StringComparison.Ordinal) ? """
                    {"resultType":"matrix","result":[{"metric":{"__name__":"request_seconds","version":"green","instance":"a"},"histograms":[
                      [998,{"count":"4","sum":"0.1","buckets":[[0,"0.03125","0.04419417382415922","4"]]}],
                      [999.5,{"count":"10","sum":"1.3","buckets":[[0,"0.03125","0.04419417382415922","7"],[0,"0.25","0.3535533905932738","3"]]}]]}]}
                    """
                : """{"resultType":"matrix","result":[]}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"status":"success","data":{{result}}}""") });
        }
    }
}
