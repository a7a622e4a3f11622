namespace BlueGreen.Prometheus.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var options = new PrometheusOptions { Server = new("ftp://prometheus/"), DeploymentLabel = "a-b", ScrapeInterval = TimeSpan.Zero };
        options.Answers[Metric.Throughput] = new PrometheusAnswer.Rate("rate(http_requests_total[1m])");
        options.Answers[Metric.CpuUsage] = new PrometheusAnswer.Gauge(" ");

        var refused = Assert.Throws<ArgumentException>(() => new PrometheusMetrics(options));

        Assert.Contains("DeploymentLabel is no name of a label", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PrometheusMetrics(new()));
        options.DeploymentLabel = "version";
        refused = Assert.Throws<ArgumentException>(() => new PrometheusMetrics(options));
        foreach (var part in (string[])["'ftp://prometheus/'", "ScrapeInterval must lie", "selects 'rate(http_requests_total[1m])'", "answer for cpu_usage has no expression"])
        {
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("up", """up{version=~"1\\.0 beta\\+2|b"}""")]
    [InlineData("up{job=\"shop\",}", """up{job="shop",version=~"1\\.0 beta\\+2|b"}""")]
    public void A_selector_is_narrowed_to_deployments_in_words_that_Prometheus_reads(string selector, string expected) =>
        Assert.Equal(expected, Asking.Selector.With(selector, "version", ["1.0 beta+2", "b"]));

    [Fact]
    public void Nothing_to_ask_is_refused() =>
        Assert.Contains("Answers is empty", Assert.Throws<ArgumentException>(() => new PrometheusMetrics(new() { Server = new("http://127.0.0.1:9090") })).Message, StringComparison.Ordinal);
}
