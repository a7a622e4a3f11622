using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Benchmarks;

/// <summary>A deployment: answers every request with five bytes that begin with its side's letter, at once or after a time drawn evenly up to a maximum.</summary>
internal static class Backend
{
    public const int BodyLength = 5;

    public static async Task RunAsync(string[] args)
    {
        var body = args[1] == "green" ? "green"u8.ToArray() : "blue."u8.ToArray();
        var slowest = Arguments.Count(args, "--slowest", 0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            if (slowest > 0)
            {
                await Task.Delay(Random.Shared.Next(slowest));
            }

            context.Response.ContentLength = BodyLength;
            await context.Response.Body.WriteAsync(body);
        });
        await Child.ServeAsync(app);
    }
}
