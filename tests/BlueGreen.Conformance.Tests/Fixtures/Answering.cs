using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A deployment that really answers: Kestrel on a free port of 127.0.0.1. It says its id; <c>/error</c> is answered 500, <c>/hold</c> when it is let go; <c>/socket</c> echoes,
/// <c>/events</c> streams what is said.</summary>
internal sealed class Answering : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _arrived = new();
    private readonly TaskCompletionSource _letGo = new();
    private readonly ConcurrentDictionary<Channel<string>, bool> _listeners = new();

    private Answering(string id)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/", () => id);
        _app.MapGet("/error", () => Results.StatusCode(500));
        _app.MapGet("/hold", () =>
        {
            _arrived.TrySetResult();
            return _letGo.Task;
        });
        _app.UseWebSockets();
        _app.MapGet("/socket", EchoAsync);
        _app.MapGet("/events", StreamAsync);
        Id = id;
    }

    public string Id { get; }

    /// <summary>Says something on all event streams.</summary>
    public void Say()
    {
        foreach (var listener in _listeners.Keys)
        {
            listener.Writer.TryWrite("said");
        }
    }

    public Task Arrived => _arrived.Task;

    public Deployment Deployment => new() { Id = new(Id), Version = Id, Url = new(_app.Urls.Single()) };

    public static async Task<Answering> StartAsync(string id, CancellationToken cancellationToken)
    {
        var answering = new Answering(id);
        await answering._app.StartAsync(cancellationToken);
        return answering;
    }

    public void LetGo() => _letGo.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        await _app.DisposeAsync();
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[16];
        try
        {
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
            {
                await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
        }
    }

    private async Task StreamAsync(HttpContext context)
    {
        var listener = Channel.CreateUnbounded<string>();
        listener.Writer.TryWrite("hello");
        _listeners[listener] = true;
        context.Response.ContentType = "text/event-stream";
        try
        {
            await foreach (var word in listener.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync($"{word}\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
        }
    }
}
