using System.Net;
using System.Net.WebSockets;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class RollingClusterTests
{
    private static readonly ClusterConfig Rolling = new()
    {
        ClusterId = "shop",
        Metadata = new Dictionary<string, string> { [RollingCluster.Application] = RouterHost.Application },
        Destinations = new Dictionary<string, DestinationConfig> { ["unused"] = new() { Address = "http://127.0.0.1:1" } },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_of_yarps_own_configuration_goes_by_the_split_and_is_counted_and_keeps_its_transforms()
    {
        await using var blue = await Backend.StartAsync("1.0.0", context => context.Response.WriteAsync($"1.0.0 {context.Request.Path}"));
        await using var green = await Backend.StartAsync("2.0.0", context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync($"2.0.0 {context.Request.Path}");
        });
        await using var app = await StartAsync(Rolling);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        var operation = Operations.Of(blue, green);

        using var before = await client.GetAsync("/shop/cart", Cancellation);
        await router.ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(50)), operation, Cancellation);
        for (var i = 0; i < 60; i++)
        {
            using var response = await client.GetAsync("/shop/cart", Cancellation);
            var version = response.Headers.GetValues("x-deployment-version").Single();
            Assert.Equal($"{version} /cart", await response.Content.ReadAsStringAsync(Cancellation));
        }

        await DrainAsync(router, blue, green, operation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Equal("none", before.Headers.GetValues("x-deployment-version").Single());
        Assert.Equal(60, blue.Received + green.Received);
        Assert.Equal(new RequestCounts(blue.Received, 0), await CountsAsync(router, blue, operation));
        Assert.Equal(new RequestCounts(green.Received, green.Received), await CountsAsync(router, green, operation));
    }

    [Fact]
    public async Task Changes_under_load_fail_nothing_and_a_deployment_that_is_cut_off_once_drained_is_not_missed()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        await using var app = await StartAsync(Rolling);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green), Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var load = Enumerable.Range(0, 8).Select(_ => Task.Run(() => RequestUntilAsync(client, stop.Token), Cancellation)).ToArray();

        var intent = 1;
        for (; intent <= 101; intent++)
        {
            var (to, from) = intent % 2 == 1 ? (green, blue) : (blue, green);
            var operation = Operations.Of(blue, green, intent + 1);
            await router.ApplyAsync(TrafficSplit.AllTo(to.Deployment.Id), operation, Cancellation);
            await DrainAsync(router, from, from, operation);
            var received = from.Received;
            Assert.Equal(to.Version, await client.GetStringAsync("/shop/", Cancellation));
            Assert.Equal(received, from.Received);
        }

        await blue.CutAsync();
        Assert.Equal("2.0.0", await client.GetStringAsync("/shop/", Cancellation));
        await stop.CancelAsync();
        Assert.True((await Task.WhenAll(load)).Sum() > 0);
    }

    [Fact]
    public async Task A_web_socket_through_a_cluster_is_in_flight_until_it_is_cut_at_the_limit()
    {
        await using var blue = await Backend.StartAsync("1.0.0", async context =>
        {
            using var held = await context.WebSockets.AcceptWebSocketAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var green = await Backend.StartAsync("2.0.0");
        await using var app = await StartAsync(Rolling, options => options.LongLivedLimit = TimeSpan.FromMilliseconds(50));
        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green), Cancellation);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(app.Urls.Single()) { Scheme = "ws", Path = "/shop/socket" }.Uri, Cancellation);
        var operation = Operations.Of(blue, green, intent: 2);
        Assert.Equal(Observed.Known(1L), await router.ReadInFlightAsync(blue.Deployment.Id, operation, Cancellation));

        await router.ApplyAsync(TrafficSplit.AllTo(green.Deployment.Id), operation, Cancellation);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[1], Cancellation));

        await DrainAsync(router, blue, blue, operation);
        Assert.Equal(Observed.Known(1L), await router.ReadCutAsync(blue.Deployment.Id, operation, Cancellation));
    }

    [Fact]
    public async Task A_user_with_a_cookie_stays_on_green_through_a_cluster_too_and_a_missing_endpoint_is_the_deployments_error()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        var admin = Rolling with
        {
            ClusterId = "admin",
            Metadata = new Dictionary<string, string> { [RollingCluster.Application] = RouterHost.Application, [RollingCluster.Endpoint] = "admin" },
        };
        await using var app = await StartAsync(Rolling, options => (options.StickyCookie, options.StickyCookieLifetime) = ("user", TimeSpan.FromDays(1)));
        await using var other = await StartAsync(admin);
        using var handler = new SocketsHttpHandler();
        using var client = new HttpClient(handler) { BaseAddress = new(app.Urls.Single()) };
        await ApplyAsync(app);
        await ApplyAsync(other);

        var first = await client.GetStringAsync("/shop/", Cancellation);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(first, await client.GetStringAsync("/shop/", Cancellation));
        }

        using var missing = await client.GetAsync(new Uri(new(other.Urls.Single()), "/shop/"), Cancellation);
        Assert.Single(handler.CookieContainer.GetAllCookies(), cookie => cookie.Name == "user");
        Assert.Equal(HttpStatusCode.BadGateway, missing.StatusCode);
        Assert.Contains("no endpoint 'admin'", await missing.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        Task ApplyAsync(WebApplication to) => to.Services.GetRequiredService<YarpTrafficRouter>()
            .ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(50)), Operations.Of(blue, green), Cancellation);
    }

    [Fact]
    public async Task Everything_that_would_keep_a_cluster_from_going_by_the_split_is_refused_at_once_with_the_remedy()
    {
        var wrong = Rolling with
        {
            SessionAffinity = new() { Enabled = true, Policy = "HashCookie", AffinityKeyName = "affinity" },
            HealthCheck = new() { Passive = new() { Enabled = true } },
            Destinations = null,
            Metadata = new Dictionary<string, string> { [RollingCluster.Application] = "blog" },
        };

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(wrong));

        var message = refused.ToString();
        Assert.All(
            ["session affinity (HashCookie)", "Take SessionAffinity off", "StickyCookie", "Take HealthCheck off", "no destination", "AddBlueGreenYarpRouter(\"blog\")"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clusters_that_are_not_under_a_router_may_have_affinity()
    {
        await using var app = await StartAsync(Rolling with { Metadata = null, SessionAffinity = new() { Enabled = true, AffinityKeyName = "affinity" } });

        var stray = await Assert.ThrowsAnyAsync<Exception>(
            () => StartAsync(Rolling with { Metadata = new Dictionary<string, string> { [RollingCluster.Endpoint] = "admin" } }));
        Assert.Contains("without BlueGreen.Application", stray.ToString(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(ClusterConfig cluster, Action<YarpRouterOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter(RouterHost.Application, configure);
        var route = new RouteConfig
        {
            RouteId = "shop",
            ClusterId = cluster.ClusterId,
            Match = new() { Path = "/shop/{**path}" },
            Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = "/shop" }],
        };
        builder.Services.AddReverseProxy().LoadFromMemory([route], [cluster]);
        var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task DrainAsync(YarpTrafficRouter router, Backend one, Backend two, OperationContext operation)
    {
        foreach (var backend in new[] { one, two })
        {
            while (await router.ReadInFlightAsync(backend.Deployment.Id, operation, Cancellation) is not { IsKnown: true, Value: 0 })
            {
                await Task.Delay(1, Cancellation);
            }
        }
    }

    private static async Task<RequestCounts?> CountsAsync(YarpTrafficRouter router, Backend backend, OperationContext operation)
    {
        var query = new MetricQuery { Metrics = [Metric.ErrorRate.Name], Deployments = [backend.Deployment.Id], Interval = TimeSpan.FromHours(1) };
        return (await router.ReadAsync(query, operation, Cancellation)).For(backend.Deployment.Id, Metric.ErrorRate.Name).Counts;
    }

    private static async Task<int> RequestUntilAsync(HttpClient client, CancellationToken stop)
    {
        var answered = 0;
        for (; !stop.IsCancellationRequested; answered++)
        {
            using var response = await client.GetAsync("/shop/", Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        return answered;
    }
}
