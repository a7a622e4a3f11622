using System.Net;
using BlueGreen.Prometheus.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus.Tests;

/// <summary>
/// What Prometheus says about an answer beside the answer. The Debian package is too old for <c>infos</c>, so the answer is written out here, as the HTTP API documents it.
/// </summary>
public sealed class RemarkTests
{
    private const string Answer = """
        {"status":"success","data":{"resultType":"vector","result":[{"metric":{"version":"green"},"value":[1000,"0.25"]}]},
         "warnings":["PromQL warning: one replica did not answer"],"infos":["PromQL info: metric might not be a counter, name does not end in _total: \"memory\""]}
        """;

    [Fact]
    public async Task Warnings_and_infos_are_logged_and_the_answer_is_taken()
    {
        using var logged = new LoggedEvents();
        var options = new PrometheusOptions { Server = new("http://prometheus.test/"), Answers = { [Metric.MemoryUsage] = new PrometheusAnswer.Gauge("rate(memory[1m])") } };
        using var source = new PrometheusMetrics(options, new Same(), loggers: logged);

        var reading = await source.ReadAsync(
            new() { Metrics = [Metric.MemoryUsage], Deployments = [new("green")], Interval = TimeSpan.FromSeconds(1) }, Trial.Operation, TestContext.Current.CancellationToken);

        Assert.Equal(0.25, reading.For(new("green"), Metric.MemoryUsage).Value);
        Assert.Contains((700, LogLevel.Warning, "prometheus.test warns about 'rate(memory[1m])': PromQL warning: one replica did not answer"), logged.All);
        Assert.Contains(
            (701, LogLevel.Information, "prometheus.test remarks on 'rate(memory[1m])': PromQL info: metric might not be a counter, name does not end in _total: \"memory\""), logged.All);
    }

    private sealed class Same : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer) });
    }
}
