using BlueGreen.Events;
using BlueGreen.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Tests.Hosting.Fleets;

/// <summary>Several hosts with services of their own, on one store and in one world.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    public static readonly TimeSpan Ages = TimeSpan.FromMinutes(10);
    private readonly List<IHost> _hosts = [];
    private readonly ServiceProvider _client;

    public Fleet()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IRolloutStore>(Store);
        services.AddBlueGreenClient().AddRollout("slow", (_, _) => Slow(Desk("client"))).AddRollout("quick", (_, _) => Quick(Desk("client")));
        _client = services.BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public InMemoryRolloutStore Store { get; } = new();

    public Shop Shop { get; } = new();

    public List<Written> Writes { get; } = [];

    public IRolloutClient Client => _client.GetRequiredService<IRolloutClient>();

    public static RolloutPlan Slow(Desk desk) => desk.Plan("shop").Bake(TimeSpan.FromSeconds(3), deadline: TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build();

    public static RolloutPlan Quick(Desk desk) => desk.Plan("shop").Bake(TimeSpan.FromMilliseconds(100), deadline: TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build();

    public Desk Desk(string host, string version = "1") => new(Shop, host, Writes, version);

    /// <summary>Starts a host that knows both plans.</summary>
    public Task<IHost> AddAsync(string name, Action<BlueGreenOptions>? configure = null, HostStore? store = null, string version = "1") => AddAsync(
        name,
        blueGreen => blueGreen.AddRollout("slow", (_, _) => Slow(Desk(name, version))).AddRollout("quick", (_, _) => Quick(Desk(name, version))),
        configure,
        store);

    public async Task<IHost> AddAsync(string name, Action<BlueGreenBuilder> register, Action<BlueGreenOptions>? configure = null, HostStore? store = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IRolloutStore>(store ?? new HostStore(Store));
        register(builder.Services.AddBlueGreen(options =>
        {
            options.HostName = name;
            options.LeaseDuration = TimeSpan.FromSeconds(1);
            options.ClaimInterval = TimeSpan.FromMilliseconds(50);
            configure?.Invoke(options);
        }));
        var host = builder.Build();
        await host.StartAsync(Token);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Starts a plan that the client does not have by name.</summary>
    public async Task<RolloutId> StartAsync(RolloutPlan plan, string version)
    {
        var started = new RolloutStarted { Kind = RolloutKind.Forward, Release = new(version), Plan = plan.Description };
        return (await Store.StartAsync(new(RolloutId.New(TimeProvider.System), started, IfActive.Refuse), Token)).Rollout;
    }

    public async Task<T> UntilAsync<T>(RolloutId id, Func<T, bool>? fits = null)
        where T : RolloutEvent =>
        await Client.WatchAsync(id, 0, Token).Select(entry => entry.Event).OfType<T>().FirstAsync(happened => fits?.Invoke(happened) ?? true, Token);

    public async Task<RolloutOutcome> OutcomeAsync(RolloutId id) => (await UntilAsync<RolloutClosed>(id)).Outcome;

    public async Task<JournalEntry[]> JournalAsync(RolloutId id) => [.. await Store.ReadAsync(id, 0, Token)];

    /// <summary>Who drove, in order, and that numbers have no gaps, epochs never fall, and nobody wrote under an epoch after a higher one.</summary>
    public async Task<string[]> DriversAsync(RolloutId id)
    {
        var journal = await JournalAsync(id);
        Assert.Equal(Enumerable.Range(1, journal.Length).Select(number => (long)number), journal.Select(entry => entry.Sequence));
        Assert.Equal(journal.Select(entry => entry.Epoch).Order(), journal.Select(entry => entry.Epoch));
        Assert.Equal(Writes.Select(write => write.Epoch).Order(), Writes.Select(write => write.Epoch));
        return [.. journal.Select(entry => entry.Event).OfType<DriverTookOver>().Select(driver => driver.Owner.Split('/')[0])];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }

        await _client.DisposeAsync();
    }
}
