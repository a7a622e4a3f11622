using System.Globalization;
using BlueGreen.NetlifyEmulator;
using BlueGreen.PostgresServer;
using DurableHost.Asking;
using NetlifyPostgres.Tooling;

namespace NetlifyPostgres.Local;

/// <summary>Netlify's API with two sites, a PostgreSQL server with a database for each, an API in a process of its own for each deploy, the router, Prometheus, and users.</summary>
internal sealed class LocalWorld : IAsyncDisposable
{
    private const string Zone = "exams.test";

    private readonly EmulatedNetlify _netlify;
    private readonly PostgresCluster _server;
    private readonly ExamFunctions _functions;
    private readonly WebApplication _router;

    private LocalWorld(EmulatedNetlify netlify, PostgresCluster server, ExamFunctions functions, LocalPrometheus prometheus, WebApplication router, Place place) =>
        (_netlify, _server, _functions, Prometheus, _router, Place, Users) = (netlify, server, functions, prometheus, router, place, new(place.LiveUrl));

    public Place Place { get; }

    public LocalPrometheus Prometheus { get; }

    public Users Users { get; }

    /// <summary>Where the name leads that users do not type.</summary>
    public string? Direct => _netlify.FindRecord($"{Place.DirectName}.{Zone}");

    /// <summary>Runs until Ctrl+C.</summary>
    public static async Task<int> RunAsync(Options options)
    {
        using var interrupt = new Interrupt();
        await using var world = await StartAsync(options.Folder);
        Console.WriteLine($"The exams are at {world.Place.LiveUrl}, Prometheus is at {world.Prometheus.Address} (process {world.Prometheus.ProcessId}). Ctrl+C ends this world.");
        await Task.Delay(Timeout.Infinite, interrupt.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Interrupted;
    }

    public static async Task<LocalWorld> StartAsync(string folder)
    {
        LocalPrometheus.Find();   // what is missing is said before anything begins
        folder = Path.GetFullPath(folder);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);   // the former world's rollouts are of deploys that are gone
        }

        Directory.CreateDirectory(folder);
        var server = await PostgresCluster.StartAsync(isDurable: true);
        var databases = new Dictionary<string, string> { ["exams"] = await server.CreateDatabaseAsync("exams"), ["exams-staging"] = await server.CreateDatabaseAsync("exams_staging") };
        var router = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{PostgresCluster.FreePort()}"));
        var prometheus = await LocalPrometheus.StartAsync(router);
        var functions = new ExamFunctions(databases, prometheus);
        var netlify = await EmulatedNetlify.StartAsync(new() { RunFunction = functions.RunAsync });
        var (site, staging) = (await netlify.AddSiteAsync("exams"), await netlify.AddSiteAsync("exams-staging"));
        netlify.AddZone(site, Zone);
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
            Measuring = new()
            {
                Prometheus = prometheus.Address,
                ScrapeInterval = LocalPrometheus.ScrapeInterval,
                Processes = "job=\"exams-api\"",
                Memory = 320 << 20,
                Processors = 0.75,
            },
            IsLocal = true,
        };
        foreach (var version in (string[])["1.0.0", "2.0.0", "2.0.1", "2.1.0", .. LocalRelease.Bad.Values])
        {
            LocalRelease.Of(version).Write(Path.Combine(folder, "releases", version));
        }

        var app = RouterProgram.Create(place);
        await app.StartAsync();
        place.WriteDown();
        return new(netlify, server, functions, prometheus, app, place);
    }

    public async ValueTask DisposeAsync()
    {
        await Users.DisposeAsync();
        await _router.DisposeAsync();
        await _netlify.DisposeAsync();
        await _functions.DisposeAsync();
        await Prometheus.DisposeAsync();
        await _server.DisposeAsync();
    }
}
