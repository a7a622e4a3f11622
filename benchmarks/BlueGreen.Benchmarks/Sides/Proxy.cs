using System.Globalization;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace BlueGreen.Benchmarks;

/// <summary>A proxy in front of both backends: our router, with its weights set over HTTP, or YARP alone with a random choice among ten destinations, nine of which are blue.</summary>
internal static class Proxy
{
    private const string Application = "shop";

    public static async Task RunAsync(string[] args)
    {
        var (kind, blue, green) = (args[1], args[2], args[3]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = kind == "ours" ? BuildOurs(builder, blue, green) : BuildPlain(builder, blue, green);
        await Child.ServeAsync(app);
    }

    private static WebApplication BuildPlain(WebApplicationBuilder builder, string blue, string green)
    {
        var route = new RouteConfig { RouteId = "all", ClusterId = "both", Match = new() { Path = "/{**path}" } };
        var cluster = new ClusterConfig
        {
            ClusterId = "both",
            LoadBalancingPolicy = "Random",
            Destinations = Enumerable.Range(0, 10).ToDictionary(i => $"d{i}", i => new DestinationConfig { Address = i == 0 ? green : blue }),
        };
        builder.Services.AddReverseProxy().LoadFromMemory([route], [cluster]);
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }

    private static WebApplication BuildOurs(WebApplicationBuilder builder, string blue, string green)
    {
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter(Application, options => options.Retries = 0);
        var app = builder.Build();
        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        var both = new OperationContext
        {
            Rollout = new("r1"),
            Application = Application,
            Step = "shift",
            Operation = new("r1-1"),
            Token = new(1, 1),
            StartedAt = TimeProvider.System.GetUtcNow(),
            Deadline = DateTimeOffset.MaxValue,
            TimeLeft = TimeSpan.FromMinutes(5),
            Release = new("2.0.0"),
            Blue = new() { Id = new("blue"), Version = "1.0.0", Url = new(blue) },
            Green = new() { Id = new("green"), Version = "2.0.0", Url = new(green) },
        };
        var intent = 1L;
        app.MapBlueGreenRouter();
        app.Map("/_control/weight/{percent}", async context =>
        {
            var percent = double.Parse((string)context.Request.RouteValues["percent"]!, CultureInfo.InvariantCulture);
            var split = TrafficSplit.Between(both.Blue.Id, both.Green.Id, Percentage.Of(percent));
            await router.ApplyAsync(split, both with { Token = new(1, Interlocked.Increment(ref intent)) }, context.RequestAborted);
        });
        app.Map("/_control/in-flight/{deployment}", async context =>
        {
            var deployment = new DeploymentId((string)context.Request.RouteValues["deployment"]!);
            await context.Response.WriteAsync($"{await router.ReadInFlightAsync(deployment, both, context.RequestAborted)}");
        });
        return app;
    }
}
