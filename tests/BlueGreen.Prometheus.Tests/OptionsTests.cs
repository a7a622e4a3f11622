using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

[Collection("Prometheus")]
public sealed class OptionsTests
{
    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var options = new PrometheusOptions { Server = new("ftp://prometheus/"), DeploymentLabel = "a-b", ScrapeInterval = TimeSpan.Zero, Lag = TimeSpan.FromMinutes(6) };
        options.Answers[Metric.Throughput] = new PrometheusAnswer.Rate("rate(http_requests_total[1m])");
        options.Answers[Metric.CpuUsage] = new PrometheusAnswer.Gauge(" ");

        var refused = Assert.Throws<ArgumentException>(() => new PrometheusMetrics(options));

        Assert.Contains("DeploymentLabel is no name of a label", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PrometheusMetrics(new()));
        options.DeploymentLabel = "version";
        refused = Assert.Throws<ArgumentException>(() => new PrometheusMetrics(options));
        foreach (var part in (string[])["'ftp://prometheus/'", "ScrapeInterval must lie", "Lag is 00:06:00; it lies between 0 and 5 minutes. Take how late", "selects 'rate(http_requests_total[1m])'", "answer for cpu_usage has no expression"])
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
    public async Task What_is_changed_later_changes_nothing()
    {
        var version = await SharedShop.BeginAsync("settings", TestContext.Current.CancellationToken);
        PrometheusOptions? given = null;
        using var source = SharedShop.Shop.Connect(options => given = options);

        (given!.DeploymentLabel, given.LabelOf, given.ScrapeInterval, given.Lag) = ("instance", _ => "nobody", TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        given.Answers.Clear();

        var reading = await source.ReadAsync(
            new() { Metrics = source.Metrics, Deployments = [new(version)], Interval = TimeSpan.FromSeconds(1) }, Trial.Operation, TestContext.Current.CancellationToken);
        Assert.Equal(5, source.Metrics.Length);
        Assert.Equal(0.4, reading.For(new(version), Metric.MemoryUsage).Value);
        Assert.NotNull(reading.For(new(version), Metric.Throughput).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void A_lag_at_the_edge_is_taken(int seconds)
    {
        using var source = new PrometheusMetrics(new PrometheusOptions { Server = new("http://127.0.0.1:9090"), Lag = TimeSpan.FromSeconds(seconds) }.AddHttpServer());
        Assert.NotEmpty(source.Metrics);
    }

    [Fact]
    public void Nothing_to_ask_is_refused() =>
        Assert.Contains("Answers is empty", Assert.Throws<ArgumentException>(() => new PrometheusMetrics(new() { Server = new("http://127.0.0.1:9090") })).Message, StringComparison.Ordinal);
}
