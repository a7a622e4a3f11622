using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Traffic;

namespace DurableHost.Asking;

/// <summary>A process that drives nothing: it starts, watches and steers what the hosts of the store drive.</summary>
internal sealed class RolloutConsole : IAsyncDisposable
{
    private readonly Options _options;
    private readonly ServiceProvider _services;
    private readonly IRolloutClient _rollouts;
    private readonly Interrupt _interrupt = new();

    public RolloutConsole(Options options)
    {
        _options = options;
        var services = new ServiceCollection().AddLogging().AddStorefront(options).AddStore(options);
        services.AddBlueGreenClient().AddPlans(options);
        _services = services.BuildServiceProvider();
        _rollouts = _services.GetRequiredService<IRolloutClient>();
    }

    private ITrafficRegister Register => _services.GetRequiredService<ITrafficRegister>();

    public async Task<int> StartAsync(string plan, string version)
    {
        var id = await _rollouts.StartAsync(plan, new(version), new() { By = _options.By, Key = _options.Key }, _interrupt.Token);
        Console.WriteLine(id);
        return _options.Watch ? await WatchAsync(id) : ExitCode.Done;
    }

    /// <summary>Leaving never touches the rollout.</summary>
    public async Task<int> WatchAsync(RolloutId id)
    {
        try
        {
            await foreach (var entry in _rollouts.WatchAsync(id, cancellationToken: _interrupt.Token))
            {
                Console.WriteLine($"{entry.At:HH:mm:ss.fff} {entry.Sequence,4} {entry.Event.Describe()}");
                if (entry.Event is RolloutClosed closed)
                {
                    return ExitCode.Of(closed.Outcome);
                }
            }
        }
        catch (OperationCanceledException) when (_interrupt.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine($"The rollout goes on. Look again: watch {id}");
        }

        return ExitCode.Interrupted;
    }

    public async Task<int> SignalAsync(RolloutId id, string what)
    {
        await (what switch
        {
            "abort" => _rollouts.AbortAsync(id, _options.By),
            "pause" => _rollouts.PauseAsync(id, _options.By),
            "resume" => _rollouts.ResumeAsync(id, _options.By),
            "promote" => _rollouts.PromoteNowAsync(id, _options.By),
            "rollback" => RollBackAsync(id),
            _ => throw new FormatException($"There is no signal '{what}': abort, pause, resume, promote or rollback."),
        });
        return ExitCode.Done;
    }

    /// <summary>An approval names the step and the plan that the approver saw; one that comes too late is refused.</summary>
    public async Task<int> ApproveAsync(RolloutId id)
    {
        if ((await _rollouts.GetAsync(id)).Approval is not { } asked)
        {
            Console.Error.WriteLine($"Rollout {id} waits for no approval.");
            return ExitCode.Refused;
        }

        await _rollouts.ApproveAsync(id, asked.Step, asked.Fingerprint, _options.By);
        return ExitCode.Done;
    }

    public async Task<int> ListAsync()
    {
        await foreach (var rollout in _rollouts.ListAsync())
        {
            Console.WriteLine($"{rollout.Rollout}  {rollout.Version,-10} {rollout.Kind,-8} {rollout.Standing,-6} {rollout.Outcome?.ToString() ?? "-",-10} {rollout.StartedAt:u}");
        }

        return ExitCode.Done;
    }

    public async Task<int> StatusAsync()
    {
        await foreach (var rollout in _rollouts.ListAsync(new() { OpenOnly = true }))
        {
            var status = await _rollouts.GetAsync(rollout.Rollout);
            Console.WriteLine($"{rollout.Rollout}  {rollout.Version}: {rollout.Standing}, {status.Step ?? status.OutcomeReason ?? "between steps"}; traffic {status.Split}");
            foreach (var hold in status.Holds)
            {
                Console.WriteLine($"  {hold.Describe()}");
            }
        }

        return ExitCode.Done;
    }

    public async Task<int> RoutersAsync()
    {
        foreach (var router in await Register.ReadAcknowledgementsAsync(StorefrontPlan.Application, _interrupt.Token))
        {
            Console.WriteLine($"{router.Router}  at {router.Token?.ToString() ?? "none"}, {(router.IsSilent ? "silent since" : "heard of at")} {router.At:u}");
        }

        return ExitCode.Done;
    }

    public async Task<int> WithdrawAsync(string router)
    {
        await Register.WithdrawAsync(StorefrontPlan.Application, router, _interrupt.Token);
        return ExitCode.Done;
    }

    public async Task<int> ExportAsync(RolloutId id)
    {
        await _rollouts.GetAsync(id);   // which says so when there is none
        foreach (var entry in await _services.GetRequiredService<IRolloutStore>().ReadAsync(id, 0, _interrupt.Token))
        {
            Console.WriteLine(JournalJson.Write(entry));
        }

        return ExitCode.Done;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _interrupt.Dispose();
    }

    private async Task RollBackAsync(RolloutId id) =>
        Console.WriteLine(await _rollouts.RollBackAsync(id, Rollback.Immediate, _options.By, "asked for at the console"));
}
