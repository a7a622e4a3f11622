using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.IntegrationTests.Health;

/// <summary>A real web server with answers of every kind.</summary>
internal sealed class ProbedApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _connections = [];
    private int _requests;

    private ProbedApp(WebApplication app) => _app = app;

    public Deployment Deployment => new() { Id = new("green"), Version = "2.0.0", Url = new(_app.Urls.First()) };

    public int Requests => _requests;

    public int Connections => _connections.Count;

    public static async Task<ProbedApp> StartAsync(string? scheme = "http", Action<IWebHostBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.WebHost);
        var app = builder.Build();
        app.Urls.Add($"{scheme}://127.0.0.1:0");
        var probed = new ProbedApp(app);
        probed.Map();
        await app.StartAsync();
        return probed;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Map()
    {
        _app.Use((context, next) =>
        {
            Interlocked.Increment(ref _requests);
            _connections[context.Connection.Id] = true;
            return next(context);
        });
        _app.MapGet("/health", () => Json("""{"status":"healthy","checks":3,"nested":{"a":[1]},"none":null}"""));
        _app.MapGet("/base/health", () => Json("""{"at":"base"}"""));
        _app.MapGet("/sick", () => Results.Text("""{"status":"down"}""", "application/problem+json", statusCode: 503));
        _app.MapGet("/moved", () => Results.Redirect("/health"));
        _app.MapGet("/empty", () => Results.NoContent());
        _app.MapGet("/many", () => Json($"{{{string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"m{i:00}\":\"{new string('x', 300)}\""))}}}"));
        _app.MapGet("/broken", () => Json("{ not json"));
        _app.MapGet("/endless", SendForeverAsync);
        _app.MapGet("/pieces", SendPiecesAsync);
        _app.MapGet("/hang", (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted));
        _app.MapGet("/half", SendHalfAsync);
        _app.MapGet("/cut", CutAsync);
    }

    private static IResult Json(string text) => Results.Text(text, "application/json");

    private static async Task SendForeverAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(new string(' ', 4096), context.RequestAborted);
        }
    }

    private static async Task SendPiecesAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        foreach (var piece in new[] { "{\"first\":1,\"long\":\"", new('x', 5_000), "\",\"lo", new('n', 12_000), "g\":2,\"last\":3}" })
        {
            await context.Response.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task SendHalfAsync(HttpContext context)
    {
        await context.Response.WriteAsync("half", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task CutAsync(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("cut", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
