using System.Net;
using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Connections;

namespace Quickstart;

/// <summary>The router that users talk to, an ASP.NET Core app on a loopback port of this process, and where rollouts are kept.</summary>
internal sealed class RouterApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RouterApp(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public YarpTrafficRouter Router => _app.Services.GetRequiredService<YarpTrafficRouter>();

    public IRolloutStore Store => _app.Services.GetRequiredService<IRolloutStore>();

    public IArtifactStore Artifacts => _app.Services.GetRequiredService<IArtifactStore>();

    /// <summary>Starts it where users of a killed run are, or on a port, or on a free one for 0.</summary>
    /// <returns>Null when another program has the port.</returns>
    public static async Task<RouterApp?> TryStartAsync(RunFolder folder, int port, bool inMemory)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, folder.Port == 0 ? port : folder.Port));
        if (inMemory)
        {
            builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
            builder.Services.AddSingleton<IRolloutStore>(new InMemoryRolloutStore());
            builder.Services.AddSingleton<IArtifactStore>(new InMemoryArtifactStore());
        }
        else
        {
            builder.Services.AddBlueGreenSqliteJournal(folder.Database);
        }

        builder.Services.AddBlueGreenYarpRouter("storefront", options => options.RouterName = "quickstart");

        var app = builder.Build();
        app.MapBlueGreenRouter();
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            return null;
        }

        var started = new RouterApp(app);
        folder.Port = started.Url.Port;
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
