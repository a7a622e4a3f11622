using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.IntegrationTests.Http;

/// <summary>A real web server that answers one request after the other as told, and then with 200.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RequestDelegate> _script = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _requests;

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public int Requests => _requests;

    public List<string> Bodies { get; } = [];

    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new ScriptedServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ScriptedServer Then(int status, params (string Name, string Value)[] headers) => Then(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    });

    public ScriptedServer Then(RequestDelegate answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public ScriptedServer ThenCut() => Then(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    public ScriptedServer ThenHang() => Then(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

    public Task NextArrivalAsync(CancellationToken cancellationToken) => _arrived.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        lock (Bodies)
        {
            Bodies.Add(body);
        }

        Interlocked.Increment(ref _requests);
        _arrived.Release();
        if (_script.TryDequeue(out var answer))
        {
            await answer(context);
        }
    }
}
