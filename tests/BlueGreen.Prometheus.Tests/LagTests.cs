using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

/// <summary>A source that looks at what was a while ago.</summary>
[Collection("Prometheus")]
public sealed class LagTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Windows_end_so_far_behind_the_server_and_lose_nothing()
    {
        var version = await SharedShop.BeginAsync("lag", Token);
        using var source = SharedShop.Shop.Connect(options => options.Lag = Lag);
        using var server = new Asking.PrometheusClient(new() { Server = SharedShop.Shop.Prometheus.Address }, null, TimeProvider.System, null);
        var query = new MetricQuery { Metrics = [Metric.ErrorRate.Name], Deployments = [new(version)], Interval = TimeSpan.FromSeconds(1) };
        query = query with { Since = (await source.ReadAsync(query, Trial.Operation, Token)).Watermark };
        SharedShop.Shop.Serve(version, 20, 5, 0.05);
        await SharedShop.Shop.ScrapedAsync(Token);

        RequestCounts? counted;
        do
        {
            var reading = await source.ReadAsync(query, Trial.Operation, Token);
            var now = (await server.AskAsync("vector(time())", null, Token))[0].Samples[0].At;
            Assert.True(reading.Watermark <= now - Lag, $"{reading.Watermark:O} at {now:O}");
            Assert.Equal(query.Since, reading.From);
            (query, counted) = (query with { Since = reading.Watermark }, reading.For(new(version), Metric.ErrorRate).Counts);
        }
        while (counted is null);

        Assert.Equal(new RequestCounts(20, 5), counted);
    }
}
