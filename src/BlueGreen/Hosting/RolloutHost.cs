using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Execution;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>Claims rollouts of a store, drives them, and renews their leases, until it is stopped. What it leaves can be taken over at once.</summary>
internal sealed class RolloutHost : IDisposable
{
    private const int ClaimAtOnce = 100;

    private readonly IRolloutStore _store;
    private readonly IPlanCatalog _catalog;
    private readonly RunnerFactory _factory;
    private readonly TimeProvider _clock;
    private readonly HostSettings _settings;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<RolloutId, ActiveRollout> _active = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly LeaseKeeper _leases;
    private readonly LeftRollouts _left;

    public RolloutHost(IRolloutStore store, IPlanCatalog catalog, RunnerFactory factory, StoreClock clock, HostSettings settings, ILogger logger)
    {
        _store = store;
        _catalog = catalog;
        _factory = factory;
        _clock = clock.HostClock;
        _settings = settings;
        _logger = logger;
        _leases = new(store, _active, clock, settings, logger);
        _left = new(store, catalog, settings.LookAgainAfter, _clock);
    }

    /// <summary>Looks for rollouts now rather than at the next interval.</summary>
    public void Wake()
    {
        using (_lock.EnterScope())
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    public void Dispose()
    {
        _wake.Dispose();
        _leave.Dispose();
    }

    /// <summary>Drives the rollouts of one application, or of all.</summary>
    public async Task RunAsync(string? application, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] loops =
        [
            Repeat("claim").RunAsync(token => ClaimAsync(application, token), _ => WaitForWakeAsync(stop.Token), stop.Token),
            Repeat("renew").RunAsync(_leases.RenewAsync, failed => WaitAsync(failed ? _settings.Driver.StoreRetry : _settings.RenewInterval, stop.Token), stop.Token),
            Repeat("watch").RunAsync(NudgeAsync, _ => WaitAsync(_settings.ClaimInterval, stop.Token), stop.Token),
        ];
        try
        {
            await Task.WhenAll(loops).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    private Repetition Repeat(string what) => new(what, _clock, _logger);

    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, _clock, cancellationToken);

    private async Task WaitForWakeAsync(CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(_settings.ClaimInterval, _clock, cancellationToken);
        try
        {
            await _wake.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task ClaimAsync(string? application, CancellationToken cancellationToken)
    {
        await _left.LookAgainAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Lease> claimed;
        do
        {
            claimed = await _leases.ClaimAsync(application, _left.All, ClaimAtOnce, cancellationToken).ConfigureAwait(false);
            await TakeUpAsync(claimed, cancellationToken).ConfigureAwait(false);
        }
        while (claimed.Length == ClaimAtOnce);
    }

    /// <summary>Whatever happens in the middle, what is not driven here is given back.</summary>
    private async Task TakeUpAsync(ImmutableArray<Lease> claimed, CancellationToken cancellationToken)
    {
        var idle = new List<Lease>();
        foreach (var lease in claimed)
        {
            if (cancellationToken.IsCancellationRequested || !_leases.HasTime(lease) || !await TryDriveAsync(lease, cancellationToken).ConfigureAwait(false))
            {
                idle.Add(lease);
            }
        }

        await Task.WhenAll(idle.Select(_leases.ReleaseAsync)).ConfigureAwait(false);
    }

    /// <summary>A rollout that cannot be driven here is left to others, and stops none of this process's own.</summary>
    private async Task<bool> TryDriveAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = new TimeLimit(_settings.Driver.CallTimeout, _clock, cancellationToken);
            return await DriveAsync(lease, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                _logger.RolloutLeft(lease.Rollout, _settings.LookAgainAfter, exception);
                _left.Add(lease.Rollout);
            }

            return false;
        }
    }

    private async Task<bool> DriveAsync(Lease lease, CancellationToken cancellationToken)
    {
        var entries = await _store.ReadAsync(lease.Rollout, 0, cancellationToken).ConfigureAwait(false);
        if (entries.IsEmpty || entries[0].Event is not RolloutStarted started || _catalog.Find(started) is not { } plan)
        {
            _logger.UnknownPlan(lease.Rollout, lease.Application);
            _left.Add(lease.Rollout);
            return false;
        }

        var active = new ActiveRollout(lease, _factory.Create(lease.Rollout, plan, BindingComparison.FindProblem(started.Plan, plan.Description)));
        if (_active.TryGetValue(lease.Rollout, out var former))
        {
            former.Runner.Post(new DriverInput.LeaseLost());
        }

        _active[lease.Rollout] = active;
        _logger.RolloutDriven(lease.Rollout, lease.Application, started.Release.Version, lease.Epoch);
        active.Completion = DriveToEndAsync(active);
        return true;
    }

    private async Task DriveToEndAsync(ActiveRollout active)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var runner = active.Runner;
        try
        {
            await runner.RunAsync(active.Lease, _leave.Token).ConfigureAwait(false);
            if (runner.IsDeposed)
            {
                _logger.LeaseLost(active.Lease.Rollout, active.Lease.Epoch);
            }
        }
        catch (OperationCanceledException) when (_leave.IsCancellationRequested)
        {
            await HandOverAsync(active).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _logger.DriverFailed(active.Lease.Rollout, exception);
            _left.Add(active.Lease.Rollout);
        }
        finally
        {
            _active.TryRemove(new(active.Lease.Rollout, active));
            runner.Dispose();
            Wake();
        }
    }

    /// <summary>A lease is given back only when none of its calls can act any more; otherwise it runs out.</summary>
    private Task HandOverAsync(ActiveRollout active) => active.Runner.HasCallsRunning ? Task.CompletedTask : _leases.ReleaseAsync(active.Lease);

    private async Task NudgeAsync(CancellationToken cancellationToken)
    {
        await foreach (var rollout in _store.WatchInboxAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_active.TryGetValue(rollout, out var active))
            {
                active.Runner.Post(new DriverInput.Nudged());
            }
            else
            {
                Wake();
            }
        }
    }

    /// <summary>Ends every driver where it stands and gives the leases back; the journals can be resumed anywhere.</summary>
    private async Task LeaveAsync()
    {
        var left = _active.Values.ToArray();
        await _leave.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(left.Select(active => active.Completion)).ConfigureAwait(false);
        _logger.HostLeft(_settings.Owner, left.Length);
    }
}
