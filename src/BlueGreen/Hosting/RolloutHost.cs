using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>Claims rollouts of a store, drives them, and renews their leases, until it is stopped. What it leaves can be taken over at once.</summary>
internal sealed class RolloutHost(IRolloutStore store, IPlanCatalog catalog, RunnerFactory factory, StoreClock clock, DriverSettings settings, ILogger logger) : IDisposable
{
    private const int ClaimAtOnce = 100;
    private static readonly TimeSpan ClaimInterval = TimeSpan.FromSeconds(1);

    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<RolloutId, ActiveRollout> _active = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private ImmutableArray<RolloutId> _unknown = [];

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
            RepeatAsync("claim", token => ClaimAsync(application, token), () => WaitForWakeAsync(stop.Token), stop.Token),
            RepeatAsync("renew", RenewAsync, () => Task.Delay(settings.LeaseDuration / 3, clock.HostClock, stop.Token), stop.Token),
            RepeatAsync("watch", NudgeAsync, () => Task.Delay(ClaimInterval, clock.HostClock, stop.Token), stop.Token),
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

    private async Task RepeatAsync(string what, Func<CancellationToken, Task> action, Func<Task> wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await action(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                logger.StoreCallFailed(what, exception);
            }

            await wait().ConfigureAwait(false);
        }
    }

    private async Task WaitForWakeAsync(CancellationToken cancellationToken)
    {
        using var limit = new Execution.TimeLimit(ClaimInterval, clock.HostClock, cancellationToken);
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
        int driven;
        do
        {
            driven = 0;
            var sentAt = clock.HostClock.GetTimestamp();
            var request = new ClaimRequest(_owner, settings.LeaseDuration, ClaimAtOnce) { Application = application, Except = _unknown };
            foreach (var lease in await store.ClaimAsync(request, cancellationToken).ConfigureAwait(false))
            {
                clock.Learn(lease.StoreTime, sentAt);
                driven += await TryDriveAsync(lease, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }
        while (driven == ClaimAtOnce);
    }

    /// <summary>A rollout that cannot be driven here is left to others, and stops none of this process's own.</summary>
    private async Task<bool> TryDriveAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            return await DriveAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.DriverFailed(lease.Rollout, exception);
            return false;
        }
    }

    private async Task<bool> DriveAsync(Lease lease, CancellationToken cancellationToken)
    {
        var entries = await store.ReadAsync(lease.Rollout, 0, cancellationToken).ConfigureAwait(false);
        if (entries.IsEmpty || entries[0].Event is not RolloutStarted started || catalog.Find(started) is not { } plan)
        {
            logger.UnknownPlan(lease.Rollout, lease.Application);
            _unknown = _unknown.Add(lease.Rollout);
            await store.ReleaseAsync(lease, cancellationToken).ConfigureAwait(false);
            return false;
        }

        var runner = factory.Create(lease.Rollout, plan, BindingComparison.FindProblem(started.Plan, plan.Description));
        var active = new ActiveRollout(lease, runner);
        if (_active.TryGetValue(lease.Rollout, out var former))
        {
            former.Runner.Post(new DriverInput.LeaseLost());
        }

        _active[lease.Rollout] = active;
        active.Completion = DriveToEndAsync(active);
        return true;
    }

    private async Task DriveToEndAsync(ActiveRollout active)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await active.Runner.RunAsync(active.Lease, _leave.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_leave.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            logger.DriverFailed(active.Lease.Rollout, exception);
        }
        finally
        {
            _active.TryRemove(new(active.Lease.Rollout, active));
            active.Runner.Dispose();
            Wake();
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var driven = _active.Values.ToArray();
        ImmutableArray<Lease> leases = [.. driven.Select(active => active.Lease)];
        if (leases.IsEmpty)
        {
            return;
        }

        using var limit = new Execution.TimeLimit(settings.CallTimeout, clock.HostClock, cancellationToken);
        var sentAt = clock.HostClock.GetTimestamp();
        var held = (await store.RenewAsync(leases, settings.LeaseDuration, limit.Token).ConfigureAwait(false)).ToDictionary(lease => lease.Rollout);
        foreach (var active in driven)
        {
            if (held.TryGetValue(active.Lease.Rollout, out var lease) && lease.Epoch == active.Lease.Epoch)
            {
                clock.Learn(lease.StoreTime, sentAt);
                active.Lease = lease;
                active.Runner.Post(new DriverInput.LeaseHeld(lease));
            }
            else
            {
                active.Runner.Post(new DriverInput.LeaseLost());
            }
        }
    }

    private async Task NudgeAsync(CancellationToken cancellationToken)
    {
        await foreach (var rollout in store.WatchInboxAsync(cancellationToken).ConfigureAwait(false))
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
        foreach (var active in left)
        {
            await ReleaseAsync(active.Lease).ConfigureAwait(false);
        }
    }

    private async Task ReleaseAsync(Lease lease)
    {
        try
        {
            using var limit = new Execution.TimeLimit(settings.CallTimeout, clock.HostClock, CancellationToken.None);
            await store.ReleaseAsync(lease, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.StoreCallFailed("release", exception);
        }
    }
}
