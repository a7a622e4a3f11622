using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Benchmarks;

/// <summary>Many deployments in a process: every one is a port of its own that answers with a health report in JSON.</summary>
internal static class Farm
{
    private static readonly byte[] Body = """{"status":"healthy","version":"2.0.0","uptime":86400}"""u8.ToArray();

    public static async Task RunAsync(string[] args)
    {
        var ports = int.Parse(args[1], CultureInfo.InvariantCulture);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var port = 0; port < ports; port++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        await using var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Body.Length;
            return context.Response.Body.WriteAsync(Body).AsTask();
        });
        await app.StartAsync();
        Console.WriteLine(string.Join(' ', app.Urls));
        await Console.In.ReadLineAsync();
    }
}
