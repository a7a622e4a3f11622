using BlueGreen.Prometheus.Tests.Fixtures;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus.Tests;

/// <summary>Two real routers in front of the same two services, added up by Prometheus.</summary>
public sealed class RouterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_several_routers_answered_is_counted_together()
    {
        await using var blue = await Service.StartAsync("1.0.0", cancellationToken: Token);
        await using var green = await Service.StartAsync("2.0.0", failsEvery: 5, cancellationToken: Token);
        var (old, candidate) = (DeploymentOf("blue", blue), DeploymentOf("green", green));
        var register = new InMemoryTrafficRegister();
        var operation = Trial.Operation with { Blue = old, Green = candidate };
        await using var one = await StartRouterAsync(register);
        await using var another = await StartRouterAsync(register);
        await new RegisterTrafficRouter("shop", register).ApplyAsync(TrafficSplit.Between(old.Id, candidate.Id, Percentage.Of(50)), operation, Token);
        await using var prometheus = new PrometheusProcess(new Uri(one.Urls.Single()), new Uri(another.Urls.Single()));
        await prometheus.StartAsync(Token);
        await VisitAsync(5, one, another);
        await prometheus.UntilAsync("sum(bluegreen_router_requests_total)", 10, Token);
        using var metrics = new PrometheusMetrics(new PrometheusOptions { Server = prometheus.Address, ScrapeInterval = PrometheusProcess.ScrapeInterval }.AddRouters("shop"));
        var query = new MetricQuery { Metrics = metrics.Metrics, Deployments = [old.Id, candidate.Id], Interval = TimeSpan.FromSeconds(1) };
        var before = await metrics.ReadAsync(query, operation, Token);

        await VisitAsync(50, one, another);
        await prometheus.UntilAsync("sum(bluegreen_router_requests_total)", 110, Token);
        var reading = await metrics.ReadAsync(query with { Since = before.Watermark }, operation, Token);

        var (first, second) = (reading.For(old.Id, Metric.ErrorRate), reading.For(candidate.Id, Metric.ErrorRate));
        Assert.Equal(100, first.Samples + second.Samples);
        Assert.Equal(0, first.Counts!.Value.Errors);
        Assert.InRange(second.Counts!.Value.Errors, second.Samples / 5 - 1, second.Samples / 5 + 1);
        Assert.Equal(second.Samples, reading.For(candidate.Id, Metric.ResponseTime).Buckets!.Counts.Sum());
    }

    private static Deployment DeploymentOf(string id, Service service) => new() { Id = new(id), Version = id, Url = service.Address };

    private static async Task<WebApplication> StartRouterAsync(ITrafficRegister register)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(register);
        builder.Services.AddBlueGreenYarpRouter("shop");
        var app = builder.Build();
        app.MapBlueGreenRouterMetrics();
        app.MapBlueGreenRouter();
        await app.StartAsync(Token);
        return app;
    }

    private static async Task VisitAsync(int times, params WebApplication[] routers)
    {
        using var http = new HttpClient();
        foreach (var router in routers)
        {
            for (var i = 0; i < times; i++)
            {
                using var answer = await http.GetAsync(router.Urls.Single(), Token);
            }
        }
    }
}
