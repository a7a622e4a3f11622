using System.Net;
using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Traffic;
using BlueGreen.Yarp;

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

    public static async Task<RouterApp> StartAsync(RunFolder folder, bool inMemory)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, folder.Port));
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

        builder.Services.AddBlueGreenYarpRouter("storefront");

        var app = builder.Build();
        app.MapBlueGreenRouter();
        await ListenAsync(app, folder);
        var started = new RouterApp(app);
        folder.Port = started.Url.Port;
        return started;
    }

    private static async Task ListenAsync(WebApplication app, RunFolder folder)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (folder.Port != 0)
        {
            throw new IOException($"Port {folder.Port}, where users of the killed run are, is taken. End the program that has it, or remove {folder.FullName} to begin anew.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
