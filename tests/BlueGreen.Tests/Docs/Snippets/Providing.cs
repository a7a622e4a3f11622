using BlueGreen;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace Acme;

internal static class Providing
{
    public static ChildProcessEnvironment Processes()
    {
        // <snippet child-process>
        var environment = new ChildProcessEnvironment(
            Command.Run("dotnet", $"/srv/shop/{ReleaseToken.Version}/Shop.dll", "--urls", $"http://127.0.0.1:{ChildProcessEnvironment.Port}")
                .In($"/srv/shop/{ReleaseToken.Version}")
                .With("RELEASE", ReleaseToken.Version),
            new()
            {
                StateDirectory = "/var/lib/shop-rollouts",
                ReadinessPath = "/health",
                StopGrace = TimeSpan.FromSeconds(30),
            });
        // </snippet>

        return environment;
    }

    public static RolloutBuilder OneRouter(string[] args)
    {
        // <snippet yarp-hello>
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());   // or a register that several processes share
        builder.Services.AddBlueGreenYarpRouter("storefront");

        var app = builder.Build();
        app.MapBlueGreenRouter();                                       // everything that no other endpoint matches more closely
        app.MapBlueGreenRouter("/admin/{**path}", endpoint: "admin");   // a named endpoint of the same deployments

        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        var plan = new RolloutBuilder("storefront").Traffic(router).Metrics(router) /* … */;
        // </snippet>

        return plan;
    }

    public static WebApplication Routers(string[] args)
    {
        // <snippet yarp-several>
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddBlueGreen();   // brings a traffic register for this process
        builder.Services.AddBlueGreenYarpRouter("shop");
        builder.Services.AddBlueGreenYarpRouter("blog", options => options.ActivityTimeout = TimeSpan.FromSeconds(30));

        var app = builder.Build();
        app.MapBlueGreenRouter("/blog/{**path}", application: "blog");
        app.MapBlueGreenRouter("/admin/{**path}", application: "shop", endpoint: "admin");
        app.MapBlueGreenRouter(application: "shop");

        var shop = app.Services.GetRequiredKeyedService<YarpTrafficRouter>("shop");
        // </snippet>

        _ = shop;
        return app;
    }

    public static void Sticky(IServiceCollection services)
    {
        // <snippet yarp-sticky>
        services.AddBlueGreenYarpRouter("shop", options =>
        {
            options.StickyHeader = "x-user-id";                        // set by what authenticates, where somebody is signed in
            options.StickyCookie = "shop-visitor";                     // everybody else
            options.StickyCookieLifetime = TimeSpan.FromDays(30);      // the router gives the cookie to those who have none
        });
        // </snippet>
    }

    public static WebApplication Clusters(string[] args)
    {
        // <snippet yarp-cluster>
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddBlueGreen();
        builder.Services.AddBlueGreenYarpRouter("shop");
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new() { RouteId = "shop", ClusterId = "shop", Match = new() { Path = "/shop/{**path}" }, Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = "/shop" }] }],
            [
                new()
                {
                    ClusterId = "shop",
                    Metadata = new Dictionary<string, string> { [RollingCluster.Application] = "shop" },
                    Destinations = new Dictionary<string, DestinationConfig> { ["unused"] = new() { Address = "http://localhost" } },
                },
            ]);

        var app = builder.Build();
        app.MapReverseProxy();
        // </snippet>

        return app;
    }

    public static void Scraped(WebApplication app)
    {
        // <snippet yarp-metrics>
        app.MapBlueGreenRouterMetrics("/metrics").RequireHost("*:9100");
        // </snippet>
    }

    public static RolloutBuilder Probed(RolloutBuilder builder)
    {
        // <snippet probes>
        builder.Health(
            Probe.Get("public", "/api/health"),
            Probe.Get("admin", "/api/health").At("admin"),
            Probe.Get("cache", "/api/cache/health").Within(TimeSpan.FromSeconds(2)),
            Probe.Get("closed door", "/internal").Expecting(403));
        // </snippet>

        return builder;
    }

    public static RolloutBuilder ProbedThrough(RolloutBuilder builder, HttpMessageHandler trustsOurAuthority)
    {
        // <snippet own-prober>
        builder.HealthProber(new HttpHealthProber(trustsOurAuthority));
        // </snippet>

        return builder;
    }
}
