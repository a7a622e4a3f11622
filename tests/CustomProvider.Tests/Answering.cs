using BlueGreen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomProvider.Tests;

/// <summary>A deployment that really answers: Kestrel on a free port of 127.0.0.1. It says its id.</summary>
internal sealed class Answering : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Answering(string id)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/", () => id);
        Id = id;
    }

    public string Id { get; }

    public Deployment Deployment => new() { Id = new(Id), Version = Id, Url = new(_app.Urls.Single()) };

    public static async Task<Answering> StartAsync(string id, CancellationToken cancellationToken)
    {
        var answering = new Answering(id);
        await answering._app.StartAsync(cancellationToken);
        return answering;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
