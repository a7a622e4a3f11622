using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A deployment that really answers: Kestrel on a free port of 127.0.0.1. It says its id; <c>/error</c> is answered 500, <c>/hold</c> when it is let go.</summary>
internal sealed class Answering : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _arrived = new();
    private readonly TaskCompletionSource _letGo = new();

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
        Id = id;
    }

    public string Id { get; }

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
}
