using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Traffic;
using DurableHost.Asking;
using NetlifyPostgres.Plans;

namespace NetlifyPostgres.Tooling;

/// <summary>One run of the tool: a host that drives rollouts for as long as it runs, and goes on with those of a run that was killed.</summary>
internal sealed class Tool : IAsyncDisposable
{
    public const string Staging = "staging";
    public const string Emergency = "emergency";

    private readonly Place _place;
    private readonly string _by;
    private readonly IHost _host;
    private readonly Interrupt _interrupt = new();

    private Tool(Place place, string by, IHost host) => (_place, _by, _host) = (place, by, host);

    /// <summary>What was rolled out in this run, in order.</summary>
    public List<RolloutId> All { get; } = [];

    public RolloutId Last => All[^1];

    private IRolloutClient Rollouts => _host.Services.GetRequiredService<IRolloutClient>();

    public static async Task<Tool> StartAsync(Place place, string by, string reason = "")
    {
        Directory.CreateDirectory(place.Folder);
        Environment.SetEnvironmentVariable("DEPLOYMENT_ENV", Environment.GetEnvironmentVariable("DEPLOYMENT_ENV") ?? "production");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, OwnSignals>();
        builder.Services.AddBlueGreenSqliteJournal(place.Store);
        builder.Services.AddSingleton(services => new Parties(place, services.GetRequiredService<ITrafficRegister>()));
        builder.Services.AddBlueGreen(options => options.LeaseDuration = place.IsLocal ? TimeSpan.FromSeconds(3) : options.LeaseDuration)
            .AddRollout(Staging, (request, services) => new ExamPlans(place, services.GetRequiredService<Parties>()).Staging(request.Release.Version))
            .AddRollout(ExamPlans.Application, (request, services) => new ExamPlans(place, services.GetRequiredService<Parties>()).Production(request.Release.Version))
            .AddRollout(Emergency, (request, services) => new ExamPlans(place, services.GetRequiredService<Parties>())
                .Emergency(request.Release.Version, reason.Length > 0 ? reason : "as its journal says"));
        var host = builder.Build();
        await host.StartAsync();
        return new(place, by, host);
    }

    /// <summary>Starts a rollout, or takes up the one of the same version, and shows it until it is over.</summary>
    /// <param name="plan">The plan's name.</param>
    /// <param name="version">The version.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="seen">Is told what happens.</param>
    public async Task<int> RollOutAsync(string plan, string version, string? reason = null, Func<RolloutEvent, Task>? seen = null) =>
        await ShowAsync(await Rollouts.StartAsync(plan, new(version), new() { By = _by, Reason = reason, Key = $"{plan}-{version}" }, _interrupt.Token), seen);

    public async Task<int> RollBackAsync(RolloutId id, bool gradual, string reason, string? incident) =>
        await ShowAsync(await Rollouts.RollBackAsync(id, gradual ? Rollback.Gradual : Rollback.Immediate, _by, reason, incident, cancellationToken: _interrupt.Token));

    public async Task<int> StatusAsync()
    {
        await foreach (var rollout in Rollouts.ListAsync(new() { Maximum = 10 }))
        {
            Console.WriteLine($"{rollout.Rollout}  {rollout.Application,-14} {rollout.Version,-8} {rollout.Kind,-8} {rollout.Outcome?.ToString() ?? rollout.Standing.ToString(),-10} {rollout.StartedAt:u}");
            if (rollout.Standing != RolloutStanding.Closed && await Rollouts.GetAsync(rollout.Rollout) is var status)
            {
                Console.WriteLine($"  {status.Step ?? "between steps"}; traffic {status.Split}{string.Concat(status.Holds.Select(hold => $"; {hold.Describe()}"))}");
            }
        }

        return ExitCode.Done;
    }

    public async Task<int> ReportAsync(RolloutId id)
    {
        await Rollouts.GetAsync(id);   // which says so when there is none
        var journal = await _host.Services.GetRequiredService<IRolloutStore>().ReadAsync(id, 0, CancellationToken.None);
        var files = await RolloutRecord.From(journal).WriteReportAsync(_place.Reports);
        Console.WriteLine(files.Html);
        return ExitCode.Done;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.Services.GetRequiredService<Parties>().DisposeAsync();
        _host.Dispose();
        _interrupt.Dispose();
    }

    /// <summary>The first Ctrl+C asks to go back to blue, the second ends the program and leaves the rollout to be resumed.</summary>
    private async Task<int> ShowAsync(RolloutId id, Func<RolloutEvent, Task>? seen = null)
    {
        var former = (await _host.Services.GetRequiredService<IRolloutStore>().ReadAsync(id, 0, CancellationToken.None)).Length;
        All.Add(id);
        Console.Error.WriteLine(former > 1 ? $"Rollout {id} is resumed." : $"Rollout {id}");
        var abort = Task.CompletedTask;
        using var asked = _interrupt.Token.Register(() => abort = Rollouts.AbortAsync(id, _by));
        await foreach (var entry in Rollouts.WatchAsync(id))
        {
            Console.Error.WriteLine($"{entry.At:HH:mm:ss.fff} {entry.Sequence,4} {entry.Event.Describe()}");
            await (seen?.Invoke(entry.Event) ?? Task.CompletedTask);
            if (entry.Event is RolloutClosed closed)
            {
                Console.WriteLine($"{id} {closed.Outcome}");
                await abort;
                return ExitCode.Of(closed.Outcome);
            }

            if (entry.Event is OutcomeReached { Outcome: RolloutOutcome.Frozen })
            {
                Console.WriteLine($"{id} Frozen");
                return ExitCode.Frozen;
            }
        }

        return ExitCode.Interrupted;
    }
}
