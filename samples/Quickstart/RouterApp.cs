using System.Net;
using BlueGreen.Traffic;
using BlueGreen.Yarp;

namespace Quickstart;

/// <summary>The router that users talk to: an ASP.NET Core app on a free loopback port of this process.</summary>
internal sealed class RouterApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RouterApp(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public YarpTrafficRouter Router => _app.Services.GetRequiredService<YarpTrafficRouter>();

    public static async Task<RouterApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter("storefront");

        var app = builder.Build();
        app.MapBlueGreenRouter();
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
