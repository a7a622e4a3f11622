using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.IntegrationTests.Yarp;

/// <summary>A deployment that really answers: Kestrel on a free port of 127.0.0.1.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _received;

    private Backend(string version, RequestDelegate handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _received);
            return handler(context);
        });
        Version = version;
    }

    public string Version { get; }

    /// <summary>How many requests arrived.</summary>
    public int Received => Volatile.Read(ref _received);

    public Deployment Deployment => new() { Id = new(Version), Version = Version, Url = new(_app.Urls.Single()) };

    public static Task<Backend> StartAsync(string version) => StartAsync(version, context => context.Response.WriteAsync(version));

    public static async Task<Backend> StartAsync(string version, RequestDelegate handler)
    {
        var backend = new Backend(version, handler);
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    /// <summary>Stops without grace: open connections are broken off, as when a process is killed.</summary>
    public Task CutAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
