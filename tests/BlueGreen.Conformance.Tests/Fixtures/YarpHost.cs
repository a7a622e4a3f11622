using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>An app with a router, as a user would write it, on a free port of 127.0.0.1.</summary>
internal sealed class YarpHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private YarpHost(string application, ITrafficRegister register, TimeSpan? longLivedLimit)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(register);
        builder.Services.AddBlueGreenYarpRouter(application, options => options.LongLivedLimit = longLivedLimit);
        _app = builder.Build();
        _app.MapBlueGreenRouter();
        Router = _app.Services.GetRequiredService<YarpTrafficRouter>();
    }

    public YarpTrafficRouter Router { get; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static async Task<YarpHost> StartAsync(
        string application, ITrafficRegister register, CancellationToken cancellationToken, TimeSpan? longLivedLimit = null)
    {
        var host = new YarpHost(application, register, longLivedLimit);
        await host._app.StartAsync(cancellationToken);
        host.Client.BaseAddress = new(host._app.Urls.Single());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
