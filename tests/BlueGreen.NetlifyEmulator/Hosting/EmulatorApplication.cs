using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlueGreen.NetlifyEmulator.Api;
using BlueGreen.NetlifyEmulator.Faults;
using BlueGreen.NetlifyEmulator.Requests;
using BlueGreen.NetlifyEmulator.Serving;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.NetlifyEmulator.Hosting;

/// <summary>One server: the API on its first port, what is deployed on the others.</summary>
internal static class EmulatorApplication
{
    public static WebApplication Create(NetlifyWorld world)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, world.Options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddSingleton<IConnectionListenerFactory>(world.Addresses.Transport);
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Converters.Add(new UtcConverter());
            json.SerializerOptions.DefaultIgnoreCondition = world.Options.OmitsNulls ? JsonIgnoreCondition.WhenWritingNull : JsonIgnoreCondition.Never;
        });

        var application = builder.Build();
        application.MapWhen(context => world.Addresses.Find(context.Connection.LocalPort) is not null, serving => serving.Run(new SiteServer(world).InvokeAsync));
        application.UseMiddleware<RecordingMiddleware>(world);
        application.UseMiddleware<RateLimitMiddleware>(world);
        application.UseMiddleware<FaultMiddleware>(world);
        application.UseMiddleware<TokenMiddleware>(world);
        application.UseRouting();
        MapApi(application, world);
        return application;
    }

    private static void MapApi(WebApplication application, NetlifyWorld world)
    {
        var api = application.MapGroup(EmulatedNetlify.ApiPath);
        api.MapSites(world);
        api.MapDeploys(world);
        api.MapDeployActions(world);
        api.MapUploads(world);
        api.MapFiles(world);
        api.MapSplits(world);
        api.MapEnv(world);
        api.MapDns(world);
        api.MapPurge(world);
        api.MapBuildHooks(world);
        application.MapFallback("/{**path}", () => Results.Text("Not Found", "text/plain", statusCode: StatusCodes.Status404NotFound));
    }
}
