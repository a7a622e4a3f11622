using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BlueGreen.NetlifyEmulator;
using BlueGreen.PostgresServer;
using DurableHost.Asking;
using NetlifyPostgres.Tooling;

namespace NetlifyPostgres.Local;

/// <summary>Netlify's API with two sites, a PostgreSQL server with a database for each, the router, and users.</summary>
internal sealed class LocalWorld : IAsyncDisposable
{
    private const string Zone = "exams.test";

    private readonly EmulatedNetlify _netlify;
    private readonly PostgresCluster _server;
    private readonly ExamFunctions _functions;
    private readonly WebApplication _router;

    private LocalWorld(EmulatedNetlify netlify, PostgresCluster server, ExamFunctions functions, WebApplication router, Place place) =>
        (_netlify, _server, _functions, _router, Place, Users) = (netlify, server, functions, router, place, new(place.LiveUrl));

    public Place Place { get; }

    public Users Users { get; }

    /// <summary>Where the name leads that users do not type.</summary>
    public string? Direct => _netlify.FindRecord($"{Place.DirectName}.{Zone}");

    /// <summary>Runs until Ctrl+C.</summary>
    public static async Task<int> RunAsync(Options options)
    {
        using var interrupt = new Interrupt();
        await using var world = await StartAsync(options.Folder);
        Console.WriteLine($"The exams are at {world.Place.LiveUrl}. Ctrl+C ends this world.");
        await Task.Delay(Timeout.Infinite, interrupt.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Interrupted;
    }

    public static async Task<LocalWorld> StartAsync(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);   // the former world's rollouts are of deploys that are gone
        }

        Directory.CreateDirectory(folder);
        var server = await PostgresCluster.StartAsync(isDurable: true);
        var databases = new Dictionary<string, string> { ["exams"] = await server.CreateDatabaseAsync("exams"), ["exams-staging"] = await server.CreateDatabaseAsync("exams_staging") };
        var functions = new ExamFunctions(databases);
        var netlify = await EmulatedNetlify.StartAsync(new() { RunFunction = functions.RunAsync });
        var (site, staging) = (await netlify.AddSiteAsync("exams"), await netlify.AddSiteAsync("exams-staging"));
        netlify.AddZone(site, Zone);
        var router = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var place = new Place
        {
            Folder = folder,
            Token = netlify.Token,
            Site = site.Id,
            StagingSite = staging.Id,
            DnsZone = Zone,
            NetlifyApi = netlify.ApiAddress,
            Database = databases["exams"],
            StagingDatabase = databases["exams-staging"],
            RouterUrl = router,
            LiveUrl = router,
            IsLocal = true,
        };
        foreach (var version in (string[])["1.0.0", "2.0.0", "2.0.1", "2.1.0", "3.0.0"])
        {
            LocalRelease.Of(version).Write(Path.Combine(folder, "releases", version));
        }

        var app = RouterProgram.Create(place);
        await app.StartAsync();
        place.WriteDown();
        return new(netlify, server, functions, app, place);
    }

    public async ValueTask DisposeAsync()
    {
        await Users.DisposeAsync();
        await _router.DisposeAsync();
        await _netlify.DisposeAsync();
        await _functions.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
