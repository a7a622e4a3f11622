using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlueGreen.Driving;
using BlueGreen.Execution;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>Takes, renews and gives back leases. No call waits for a store that does not answer for longer than the leases allow.</summary>
internal sealed class LeaseKeeper(
    IRolloutStore store, ConcurrentDictionary<RolloutId, ActiveRollout> active, StoreClock clock, HostSettings settings, ILogger logger)
{
    public async Task<ImmutableArray<Lease>> ClaimAsync(string? application, ImmutableArray<RolloutId> except, int maximum, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(settings.Driver.CallTimeout, clock.HostClock, cancellationToken);
        var sentAt = clock.HostClock.GetTimestamp();
        var request = new ClaimRequest(settings.Owner, settings.Driver.LeaseDuration, maximum) { Application = application, Except = except };
        var leases = await store.ClaimAsync(request, limit.Token).ConfigureAwait(false);
        foreach (var lease in leases)
        {
            clock.Learn(lease.StoreTime, sentAt);
        }

        return leases;
    }

    /// <summary>Whether enough of a lease is left to begin with.</summary>
    public bool HasTime(Lease lease) => lease.ExpiresAt - clock.Now > settings.Driver.LeaseDuration / 2;

    /// <summary>Prolongs all leases in one call. What the store does not name is lost.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var driven = active.Values.ToArray();
        if (driven.Length == 0)
        {
            return;
        }

        using var limit = new TimeLimit(settings.RenewTimeout, clock.HostClock, cancellationToken);
        var sentAt = clock.HostClock.GetTimestamp();
        var answer = store.RenewAsync([.. driven.Select(rollout => rollout.Lease)], settings.Driver.LeaseDuration, limit.Token);
        var held = (await answer.ConfigureAwait(false)).ToDictionary(lease => lease.Rollout);
        foreach (var rollout in driven)
        {
            if (held.TryGetValue(rollout.Lease.Rollout, out var lease) && lease.Epoch == rollout.Lease.Epoch)
            {
                clock.Learn(lease.StoreTime, sentAt);
                rollout.Lease = lease;
                rollout.Runner.Post(new DriverInput.LeaseHeld(lease));
            }
            else
            {
                rollout.Runner.Post(new DriverInput.LeaseLost());
            }
        }
    }

    /// <summary>Gives a lease back. When that fails, it runs out.</summary>
    public async Task ReleaseAsync(Lease lease)
    {
        try
        {
            using var limit = new TimeLimit(settings.Driver.CallTimeout, clock.HostClock, CancellationToken.None);
            await store.ReleaseAsync(lease, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.StoreCallFailed("release", exception);
        }
    }
}
