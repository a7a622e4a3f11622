using System.Collections.Immutable;
using BlueGreen.Journal;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Who drives.</summary>
internal static partial class StoreChecks
{
    private const string Claim = "IRolloutLeases.ClaimAsync";
    private const string Renew = "IRolloutLeases.RenewAsync";
    private const string Release = "IRolloutLeases.ReleaseAsync";

    private static IEnumerable<CheckDefinition<StoreTrial>> Leasing =>
    [
        new("lease-says-all", "A lease names rollout, application, owner and epoch, and expires after its duration by the store's clock.", "Lease", "Compute the expiry in the store.", LeaseSaysAll),
        new("epochs-begin-at-the-time", "A new application's epochs begin at the store's time in milliseconds.", Claim, "Begin with the store's clock when the application is first seen, not with 0.", EpochsBeginAtTheTime),
        new("every-claim-raises-the-epoch", "Every claim raises the application's epoch, also by the same owner and for the application's next rollout.", Claim, "Raise it in the statement that takes the lease.", ClaimsRaise),
        new("held-is-not-claimed", "A lease that is held is not claimed by another, nor by its owner again.", Claim, "Compare the expiry with the store's clock in the statement that takes.", HeldIsNotClaimed),
        new("expired-is-claimed", "A lease that has expired by the store's clock is claimed by another, under a higher epoch.", Claim, "Let only the store's clock decide.", ExpiredIsClaimed),
        new("one-claim-of-many", "Of many claims at once, one gets the lease.", Claim, "Take and compare in one statement.", OneClaimOfMany),
        new("only-active-is-claimed", "Queued and closed rollouts are not claimed.", Claim, "Claim the application's active rollout.", OnlyActiveIsClaimed),
        new("renewed-lease-lasts", "A renewed lease is held, under its epoch, until its new expiry.", Renew, "Move the expiry from now by the store's clock; leave the epoch.", RenewedLeaseLasts),
        new("lost-lease-is-not-renewed", "A lease that expired, or that another holds, is missing from the answer; those that are held are in it.", Renew, "Compare owner, epoch and expiry in one statement for all.", LostIsNotRenewed),
        new("released-is-claimed-at-once", "A released lease can be claimed at once; releasing it again takes nothing from its new owner.", Release, "Compare the epoch when you release.", ReleasedIsClaimed),
        new("cancelled-claim-does-nothing", "A claim whose token is cancelled already throws OperationCanceledException and takes nothing.", Claim, "Pass the token on.", CancelledClaim),
    ];

    private static async Task LeaseSaysAll(StoreTrial t)
    {
        var (_, lease) = await DrivenAsync(t).ConfigureAwait(false);
        t.Expect(lease.Rollout == t.Id("first") && lease.Application == t.Shop && lease.Owner == "host-1" && (lease.ExpiresAt - lease.StoreTime - StoreTrial.Long).Duration() < TimeSpan.FromSeconds(1), $"ClaimAsync answered {lease}");
    }

    private static async Task EpochsBeginAtTheTime(StoreTrial t)
    {
        var (_, lease) = await DrivenAsync(t).ConfigureAwait(false);
        var difference = lease.StoreTime.ToUnixTimeMilliseconds() - lease.Epoch;
        t.Expect(Math.Abs(difference) <= 60_000, $"the first epoch is {lease.Epoch}, and the store's time {lease.StoreTime.ToUnixTimeMilliseconds()}");
    }

    private static async Task ClaimsRaise(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync", ct => store.ReleaseAsync(lease, ct)).ConfigureAwait(false);
        var again = await t.LeaseAsync(store, lease.Rollout).ConfigureAwait(false);
        await t.CloseAsync(store, again, 1).ConfigureAwait(false);
        var next = await t.LeaseAsync(store, await t.StartedAsync(store, "second").ConfigureAwait(false)).ConfigureAwait(false);
        t.Expect(lease.Epoch < again.Epoch && again.Epoch < next.Epoch, $"the epochs were {lease.Epoch}, {again.Epoch}, {next.Epoch}");
    }

    private static async Task HeldIsNotClaimed(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        foreach (var owner in new[] { "host-2", "host-1" })
        {
            var leases = await t.ClaimAsync(await t.CreateAsync().ConfigureAwait(false), owner, StoreTrial.Long).ConfigureAwait(false);
            t.Expect(leases.IsEmpty, $"ClaimAsync by {owner} answered {string.Join(", ", leases)}");
        }

        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
    }

    private static async Task ExpiredIsClaimed(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var lease = await t.LeaseAsync(store, await t.StartedAsync(store).ConfigureAwait(false), duration: StoreTrial.Short).ConfigureAwait(false);
        await t.AdvanceAsync(StoreTrial.Short * 1.5).ConfigureAwait(false);
        var newer = await t.LeaseAsync(await t.CreateAsync().ConfigureAwait(false), lease.Rollout, "host-2").ConfigureAwait(false);
        t.Expect(newer.Epoch > lease.Epoch && newer.Owner == "host-2", $"ClaimAsync answered {newer} after {lease}");
        var result = await t.AppendAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
        t.Expect(result.Status == AppendStatus.Fenced, $"AppendAsync under the expired lease answered {result}");
    }

    private static async Task OneClaimOfMany(StoreTrial t)
    {
        var stores = new[] { await t.CreateAsync().ConfigureAwait(false), await t.CreateAsync().ConfigureAwait(false) };
        var rollout = await t.StartedAsync(stores[0]).ConfigureAwait(false);
        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => t.ClaimAsync(stores[i % 2], $"host-{i}", StoreTrial.Long), t.Cancellation))).ConfigureAwait(false);
        t.Expect(claimed.Sum(leases => leases.Length) == 1, $"8 claims at once brought {claimed.Sum(leases => leases.Length)} leases");
    }

    private static async Task OnlyActiveIsClaimed(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.StartAsync(store, t.StartOf("second", IfActive.Queue)).ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync", ct => store.ReleaseAsync(lease, ct)).ConfigureAwait(false);
        await t.CloseAsync(store, await t.LeaseAsync(store, lease.Rollout, "host-2").ConfigureAwait(false), 1).ConfigureAwait(false);
        await t.CloseAsync(store, await t.LeaseAsync(store, t.Id("second"), "host-2").ConfigureAwait(false), 1).ConfigureAwait(false);
        t.Expect((await t.ClaimAsync(store, "host-2", StoreTrial.Long).ConfigureAwait(false)).IsEmpty, "a closed rollout was claimed");
    }

    private static async Task RenewedLeaseLasts(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var rollout = await t.StartedAsync(store).ConfigureAwait(false);
        var duration = StoreTrial.Short * 2;
        var (lease, renewed, elapsed) = await LeaseAndRenewAsync(t, store, rollout, duration).ConfigureAwait(false);
        while (renewed.IsEmpty && elapsed >= duration)
        {
            t.Note($"the machine was too busy to renew within {duration.TotalSeconds} s");
            duration *= 2;
            (lease, renewed, elapsed) = await LeaseAndRenewAsync(t, store, rollout, duration).ConfigureAwait(false);
        }

        t.Expect(renewed.Length == 1 && renewed[0].Epoch == lease.Epoch && renewed[0].ExpiresAt > lease.ExpiresAt, $"RenewAsync of {lease} answered {string.Join(", ", renewed)}");
        await t.AdvanceAsync(duration * 1.25).ConfigureAwait(false);
        t.Expect((await t.ClaimAsync(store, "host-2", StoreTrial.Long).ConfigureAwait(false)).IsEmpty, "a renewed lease was claimed by another");
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
    }

    private static async Task<(Lease Lease, ImmutableArray<Lease> Renewed, TimeSpan Elapsed)> LeaseAndRenewAsync(StoreTrial t, IRolloutStore store, RolloutId rollout, TimeSpan duration)
    {
        var elapsed = t.Stopwatch();
        var lease = await t.LeaseAsync(store, rollout, duration: duration).ConfigureAwait(false);
        var renewed = await t.CallAsync("RenewAsync", ct => store.RenewAsync([lease], StoreTrial.Long, ct)).ConfigureAwait(false);
        return (lease, renewed, elapsed());
    }

    private static async Task LostIsNotRenewed(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var expired = await t.LeaseAsync(store, await t.StartedAsync(store).ConfigureAwait(false), duration: StoreTrial.Short).ConfigureAwait(false);
        var held = await t.LeaseAsync(store, await t.StartedAsync(store, "other", t.Other).ConfigureAwait(false)).ConfigureAwait(false);
        await t.AdvanceAsync(StoreTrial.Short * 1.5).ConfigureAwait(false);
        await ExpectRenewedAsync().ConfigureAwait(false);
        await t.LeaseAsync(store, expired.Rollout, "host-2").ConfigureAwait(false);
        await ExpectRenewedAsync().ConfigureAwait(false);

        async Task ExpectRenewedAsync()
        {
            var renewed = await t.CallAsync("RenewAsync", ct => store.RenewAsync([expired, held], StoreTrial.Long, ct)).ConfigureAwait(false);
            t.Expect(renewed.Select(lease => lease.Rollout).SequenceEqual([held.Rollout]), $"RenewAsync answered {string.Join(", ", renewed)}, not {held.Rollout} alone");
        }
    }

    private static async Task ReleasedIsClaimed(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync", ct => store.ReleaseAsync(lease, ct)).ConfigureAwait(false);
        var newer = await t.LeaseAsync(await t.CreateAsync().ConfigureAwait(false), lease.Rollout, "host-2").ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync, late", ct => store.ReleaseAsync(lease, ct)).ConfigureAwait(false);
        t.Expect((await t.ClaimAsync(store, "host-3", StoreTrial.Long).ConfigureAwait(false)).IsEmpty, "a late release took the lease from its new owner");
        await t.AppendedAsync(store, t.AppendOf(newer, 1)).ConfigureAwait(false);
    }

    private static async Task CancelledClaim(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var rollout = await t.StartedAsync(store).ConfigureAwait(false);
        await t.CancelledAsync("ClaimAsync", ct => store.ClaimAsync(new("host-1", StoreTrial.Long, 1) { Application = t.Shop }, ct)).ConfigureAwait(false);
        await t.LeaseAsync(store, rollout, "host-2").ConfigureAwait(false);
    }
}
