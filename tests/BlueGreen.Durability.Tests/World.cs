using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;
using BlueGreen.Traffic;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Durability.Tests;

/// <summary>A store, a router, users and hosts, all of them real processes in a folder of their own. Everything that they started is gone afterwards.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-durability-").FullName;
    private readonly string _program;
    private readonly string[] _places;
    private readonly ServiceProvider _services;
    private readonly List<Started> _started = [];
    private int _flags;

    private World(string program, string? connectionString)
    {
        _program = program;
        var file = Path.Combine(_folder, "rollouts.db");
        Url = new($"http://127.0.0.1:{FreePort()}");
        _places = ["--folder", _folder, "--router", Url.ToString(), "--lease", "1", "--bake", "1", "--store", connectionString is null ? $"sqlite:{file}" : $"postgres:{connectionString}"];
        var services = new ServiceCollection().AddLogging();
        services = connectionString is null ? services.AddBlueGreenSqliteJournal(file) : services.AddBlueGreenPostgresJournal(connectionString);
        services.AddBlueGreenClient();
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Uri Url { get; }

    public IRolloutStore Store => _services.GetRequiredService<IRolloutStore>();

    public Users? Users { get; private set; }

    /// <summary>Starts the router and opens the storefront with a first version.</summary>
    public static async Task<World> OpenAsync(string program, string? connectionString = null)
    {
        var world = new World(program, connectionString);
        world.Start("router");
        using var host = world.StartHost("first");
        Assert.Equal(0, await world.Start("open", "1.0.0", "--watch").EndAsync(Token));
        await host.SignalAsync("TERM");
        await host.EndAsync(Token);
        world.Users = new(world.Url);
        return world;
    }

    public string NextFlag() => Path.Combine(_folder, $"flag-{++_flags}");

    public Started Start(params string[] arguments)
    {
        var started = new Started(_program, _folder, [.. arguments, .. _places]);
        _started.Add(started);
        return started;
    }

    public Started StartHost(string name, params string[] fault) => Start([.. fault, "host", "--name", name]);

    /// <summary>Asks for a rollout from a process of its own.</summary>
    public async Task<RolloutId> RollOutAsync(string version)
    {
        using var console = Start("start", version);
        Assert.True(await console.EndAsync(Token) == 0, console.Output);
        return new(console.Output.Split('\n')[0].Trim());
    }

    public async Task<JournalEntry> UntilAsync<T>(RolloutId id, Func<T, bool>? fits = null)
        where T : RolloutEvent =>
        await Store.WatchAsync(id, 0, Token).FirstAsync(entry => entry.Event is T happened && (fits?.Invoke(happened) ?? true), Token);

    /// <summary>The process that met its fault.</summary>
    public static async Task<int> MetAsync(string flag)
    {
        while (true)
        {
            if (File.Exists(flag) && await File.ReadAllTextAsync(flag, Token) is { Length: > 0 } process)
            {
                return int.Parse(process, CultureInfo.InvariantCulture);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }
    }

    /// <summary>The journal has no gaps, its epochs never fall, each intent has one effect; the register and the users agree with it.</summary>
    public async Task CheckAsync(RolloutId id, string live)
    {
        var journal = await Store.ReadAsync(id, 0, Token);
        Assert.Equal(Enumerable.Range(1, journal.Length).Select(number => (long)number), journal.Select(entry => entry.Sequence));
        Assert.Equal(journal.Select(entry => entry.Epoch).Order(), journal.Select(entry => entry.Epoch));
        Assert.Single(journal, entry => entry.Event is RolloutClosed);
        Assert.Equal(RolloutOutcome.Succeeded, ((RolloutClosed)journal[^1].Event).Outcome);
        var intents = journal.Select(entry => entry.Event).OfType<OperationIntended>().Where(intended => intended.Operation is not Preflight).Select(intended => intended.Id.Value).ToArray();
        Assert.Equal(intents.Distinct(), intents);
        Assert.Equal(intents.Order(), journal.Select(entry => EndOf(entry.Event)?.Value).OfType<string>().Order());
        var register = await _services.GetRequiredService<ITrafficRegister>().ReadAsync("storefront", Token);
        var split = journal.Select(entry => entry.Event).OfType<TrafficShifted>().Last().Split;
        Assert.Equal(split, register!.Split);
        using var http = new HttpClient();
        Assert.Contains(live, await http.GetStringAsync(Url, Token), StringComparison.Ordinal);
        Assert.Empty(Users!.Failures);
    }

    public async ValueTask DisposeAsync()
    {
        if (Users is not null)
        {
            await Users.DisposeAsync();
        }

        foreach (var process in Inheritors())
        {
            await Started.SignalAsync("KILL", process);
        }

        _started.ForEach(started => started.Dispose());
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static OperationId? EndOf(RolloutEvent happened) => happened switch
    {
        OperationCompleted completed => completed.Id,
        OperationFailed failed => failed.Id,
        OperationSettled settled => settled.Id,
        TrafficShifted shifted => shifted.Id,
        DeploymentMadeLive made => made.Id,
        _ => null,
    };

    /// <summary>All processes that have inherited this world's folder.</summary>
    private IEnumerable<int> Inheritors() => Process.GetProcesses().Select(process => process.Id).Where(id => VariablesOf(id).Split('\0').Contains($"TMPDIR={_folder}"));

    private static string VariablesOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
