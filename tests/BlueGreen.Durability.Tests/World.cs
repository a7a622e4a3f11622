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
    private readonly Dictionary<string, Started> _hosts = [];
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<string, RolloutStarted> _asked = [];
    private int _versions;

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

    public ITrafficRegister Register => _services.GetRequiredService<ITrafficRegister>();

    /// <summary>Where the hosts' environment notes what is live.</summary>
    public string State => Path.Combine(_folder, "state");

    public IRolloutStore Store => _services.GetRequiredService<IRolloutStore>();

    public IRolloutClient Client => _services.GetRequiredService<IRolloutClient>();

    public Users? Users { get; private set; }

    private string Faults => Path.Combine(_folder, "faults");

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

    public string NextVersion() => string.Create(CultureInfo.InvariantCulture, $"2.{++_versions}.0");

    public Started Start(params string[] arguments) => Launch([.. arguments, .. _places]);

    public Started StartHost(string name) => Start("host", "--name", name);

    /// <summary>Starts a host that reaches the database in a way of its own.</summary>
    public Started StartHost(string name, string connectionString) => Launch(["host", "--name", name, .. _places[..^1], $"postgres:{connectionString}"]);

    /// <summary>Sees to it that two hosts run that meet faults, each under a name that no other process ever had.</summary>
    public async Task StartHostsAsync()
    {
        foreach (var (name, host) in _hosts.Where(pair => pair.Value.HasExited).ToArray())
        {
            await host.EndAsync(Token);
            _hosts.Remove(name);
        }

        Directory.CreateDirectory(Faults);
        while (_hosts.Count < 2)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"host{_names.Count + 1}");
            _hosts[name] = Start("--faults", Faults, "host", "--name", name);
            _names[_hosts[name].Id] = name;
        }
    }

    /// <summary>What a host is called, or was that has been killed.</summary>
    public string NameOf(int process) => _names[process];

    /// <summary>Asks for a rollout: at first from a process of its own, then for another one by the same plan.</summary>
    public async Task<RolloutId> RollOutAsync(string version, params string[] options)
    {
        var key = string.Join(' ', options);
        if (_asked.TryGetValue(key, out var asked))
        {
            var result = await Store.StartAsync(new(RolloutId.New(TimeProvider.System), asked with { Release = new(version) }, IfActive.Refuse), Token);
            Assert.True(result.Status == StartStatus.Started, $"{result.Status}: {result.Active} is open.");
            return result.Rollout;
        }

        using var console = Start(["start", version, .. options]);
        Assert.True(await console.EndAsync(Token) == 0, console.Output);
        var id = new RolloutId(console.Output.Split('\n')[0].Trim());
        _asked[key] = (RolloutStarted)(await Store.ReadAsync(id, 0, Token))[0].Event;
        return id;
    }

    /// <summary>Lays out the faults that hosts meet from now on, one after the other, in place of what is left of earlier ones.</summary>
    public void LayOut(IReadOnlyList<Fault> faults)
    {
        if (Directory.Exists(Faults))
        {
            Array.ForEach(Directory.GetFiles(Faults), File.Delete);
        }

        foreach (var (number, fault) in faults.Index().Reverse())
        {
            var file = Path.Combine(Faults, $"new-{number}");
            File.WriteAllText(file, fault.ToString());
            File.Move(file, Path.Combine(Faults, $"armed-{number}"));
        }
    }

    /// <returns>Null while that fault has not been met.</returns>
    public async Task<MetFault?> FindMetAsync(int number)
    {
        var file = Path.Combine(Faults, $"met-{number}");
        return File.Exists(file) ? MetFault.Parse(await File.ReadAllTextAsync(file, Token)) : null;
    }

    public async Task<JournalEntry> UntilAsync<T>(RolloutId id, Func<T, bool>? fits = null)
        where T : RolloutEvent =>
        await FindAsync(id, entry => entry.Event is T happened && (fits?.Invoke(happened) ?? true)) ?? throw new InvalidOperationException($"Rollout {id} was closed without {typeof(T).Name}.");

    /// <returns>Null when the rollout is closed without it.</returns>
    public async Task<JournalEntry?> FindAsync(RolloutId id, Func<JournalEntry, bool> fits) => await Store.WatchAsync(id, 0, Token).FirstOrDefaultAsync(fits, Token);

    /// <summary>The journal has no gaps, its epochs never fall, each intent has one effect, and it ended as it should; the world agrees with it.</summary>
    public async Task CheckAsync(RolloutId id, RolloutOutcome outcome)
    {
        var journal = await Store.ReadAsync(id, 0, Token);
        Assert.Equal(Enumerable.Range(1, journal.Length).Select(number => (long)number), journal.Select(entry => entry.Sequence));
        Assert.Equal(journal.Select(entry => entry.Epoch).Order(), journal.Select(entry => entry.Epoch));
        Assert.Single(journal, entry => entry.Event is RolloutClosed);
        Assert.Equal(outcome, ((RolloutClosed)journal[^1].Event).Outcome);
        var intents = journal.Select(entry => entry.Event).OfType<OperationIntended>().Where(intended => intended.Operation is not Preflight).Select(intended => intended.Id.Value).ToArray();
        Assert.Equal(intents.Distinct(), intents);
        Assert.Equal(intents.Order(), journal.Select(entry => EndOf(entry.Event)?.Value).OfType<string>().Order());
        var status = await Client.GetAsync(id, Token);
        await Outside.CheckAsync(this, outcome == RolloutOutcome.Succeeded ? status.Green! : status.Blue!, status);
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

    private Started Launch(string[] arguments)
    {
        var started = new Started(_program, _folder, arguments);
        _started.Add(started);
        return started;
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

    /// <summary>How many processes of the storefront run.</summary>
    public int CountStorefronts() => Inheritors().Count(id => TextOf(id, "cmdline").Contains("Storefront.dll", StringComparison.Ordinal));

    /// <summary>All processes that have inherited this world's folder.</summary>
    private IEnumerable<int> Inheritors() => Process.GetProcesses().Select(process => process.Id).Where(id => TextOf(id, "environ").Split('\0').Contains($"TMPDIR={_folder}"));

    private static string TextOf(int process, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{what}");
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
