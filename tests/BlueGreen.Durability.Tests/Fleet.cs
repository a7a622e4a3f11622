using System.Net;
using System.Net.Sockets;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Durability.Tests;

/// <summary>Routers of samples/DurableHost, each a process of its own, two deployments, and who steers them: this process.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-fleet-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ServiceProvider _services;
    private readonly List<Started> _started = [];
    private readonly string _store;
    private readonly Shop _blue = new("1.0.0");
    private readonly Shop _green = new("2.0.0");
    private long _intent;

    public Fleet(string? connectionString)
    {
        var file = Path.Combine(_folder, "rollouts.db");
        _store = connectionString is null ? $"sqlite:{file}" : $"postgres:{connectionString}";
        var services = new ServiceCollection().AddLogging();
        services = connectionString is null
            ? services.AddBlueGreenSqliteJournal(file, sqlite => sqlite.AcknowledgementLifetime = Lifetime)
            : services.AddBlueGreenPostgresJournal(connectionString, postgres => postgres.AcknowledgementLifetime = Lifetime);
        _services = services.BuildServiceProvider();
        Steering = new("storefront", Register, TimeSpan.FromSeconds(60));
    }

    /// <summary>After it a router is silent, for this process.</summary>
    public static TimeSpan Lifetime => TimeSpan.FromSeconds(3);

    public ITrafficRegister Register => _services.GetRequiredService<ITrafficRegister>();

    public RegisterTrafficRouter Steering { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts routers and waits until they listen.</summary>
    public async Task<Router[]> StartAsync(int routers, params string[] options)
    {
        var started = Enumerable.Range(0, routers).Select(_ => StartAt(FreePort(), options)).ToArray();
        await Task.WhenAll(started.Select(router => router.ListeningAsync(Token)));
        return started;
    }

    public Router StartAt(int port, params string[] options)
    {
        var url = new Uri($"http://127.0.0.1:{port}/");
        var process = new Started(Programs.Sample, _folder, ["router", "--folder", _folder, "--router", url.ToString(), "--store", _store, .. options]);
        _started.Add(process);
        return new(process, url, _http);
    }

    /// <summary>Asks from a process of its own, as an operator does.</summary>
    public async Task<string> AskAsync(params string[] words)
    {
        using var console = new Started(Programs.Sample, _folder, [.. words, "--folder", _folder, "--store", _store]);
        Assert.True(await console.EndAsync(Token) == 0, console.Output);
        return console.Output;
    }

    public TrafficSplit SplitOf(double green) => TrafficSplit.Between(_blue.Deployment.Id, _green.Deployment.Id, Percentage.Of(green));

    /// <summary>Sets green's weight; done when every router has acknowledged it.</summary>
    public Task SetAsync(double green) => Steering.ApplyAsync(SplitOf(green), Next(), Token);

    /// <summary>Writes green's weight, and waits for nobody.</summary>
    public async Task WriteAsync(double green)
    {
        var split = SplitOf(green);
        Deployment[] deployments = [_blue.Deployment, _green.Deployment];
        Assert.True(await Register.WriteAsync(
            new() { Application = "storefront", Split = split, Deployments = [.. deployments.Where(d => split.Weights.Any(w => w.Deployment == d.Id))], Token = Next().Token }, Token));
    }

    public Task<Observed<TrafficSplit>> ReadAsync() => Steering.ReadAsync(Operation(_intent), Token);

    /// <summary>Reads back until it is as expected.</summary>
    public async Task<Observed<TrafficSplit>> UntilAsync(Func<Observed<TrafficSplit>, bool> expected)
    {
        while (true)
        {
            var observed = await ReadAsync();
            if (expected(observed))
            {
                return observed;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started.Where(process => !process.HasExited))
        {
            await process.SignalAsync("KILL");
            await process.EndAsync(CancellationToken.None);
        }

        _started.ForEach(process => process.Dispose());
        _http.Dispose();
        await _services.DisposeAsync();
        await _blue.DisposeAsync();
        await _green.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private OperationContext Next() => Operation(++_intent);

    private OperationContext Operation(long intent) => new()
    {
        Rollout = new("r1"),
        Application = "storefront",
        Step = "shift",
        Operation = new($"r1-{intent}"),
        Token = new(1, intent),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Deadline = TimeProvider.System.GetUtcNow().AddMinutes(5),
        TimeLeft = TimeSpan.FromMinutes(5),
        Release = new("2.0.0"),
        Blue = _blue.Deployment,
        Green = _green.Deployment,
    };
}
