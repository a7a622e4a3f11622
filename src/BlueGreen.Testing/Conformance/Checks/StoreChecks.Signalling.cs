using BlueGreen.Signals;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>The inbox.</summary>
internal static partial class StoreChecks
{
    private const string Send = "ISignalInbox.SendAsync";
    private const string ReadInbox = "ISignalInbox.ReadInboxAsync";

    private static IEnumerable<CheckDefinition<StoreTrial>> Signalling =>
    [
        new("signals-are-read-in-order", "Signals are read as they were sent, in order, at rising positions; after a position only later ones.", ReadInbox, "Number them within the rollout.", SignalsAreReadInOrder),
        new("signal-ids-are-unique", "The same identifier is stored once per rollout, also of many sends at once; the others are duplicates.", "SignalReceipt.Duplicate", "Make rollout and identifier unique.", SignalIdsAreUnique),
        new("signals-belong-to-rollouts", "The same identifier to another rollout is another signal; to an unknown rollout it is not stored.", "SignalReceipt.UnknownRollout", "Look the rollout up when you store.", SignalsBelongToRollouts),
        new("signals-leave-the-head", "Sending never moves a journal's head.", "ISignalInbox", "Keep signals beside the journal.", SignalsLeaveTheHead),
        new("signals-at-once-are-kept", "Of many different signals at once, all are stored, each at its own position.", Send, "Take the position in the statement that stores.", SignalsAtOnce),
        new("inbox-watch-ends-when-cancelled", "A cancelled watch of the inboxes ends.", "ISignalInbox.WatchInboxAsync", "Pass the token to what you wait for.", InboxWatchEnds),
        new("cancelled-send-does-nothing", "A send whose token is cancelled already throws OperationCanceledException and stores nothing.", Send, "Pass the token on.", CancelledSend),
    ];

    private static async Task SignalsAreReadInOrder(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        Signal[] sent = [StoreTrial.SignalOf("s2"), StoreTrial.SignalOf("s1"), StoreTrial.SignalOf("s3")];
        foreach (var signal in sent)
        {
            t.Expect((await t.SendAsync(store, lease.Rollout, signal).ConfigureAwait(false)) == SignalReceipt.Stored, $"{signal.Id} was not stored");
        }

        var entries = await t.ReadInboxAsync(await t.CreateAsync().ConfigureAwait(false), lease.Rollout).ConfigureAwait(false);
        t.Expect(entries.Select(entry => entry.Signal).SequenceEqual(sent), $"ReadInboxAsync answered {string.Join(", ", entries)}");
        t.Expect(entries.Zip(entries.Skip(1)).All(pair => pair.First.Position < pair.Second.Position) && entries[0].Position > 0, $"the positions are {string.Join(", ", entries.Select(entry => entry.Position))}");
        var later = await t.ReadInboxAsync(store, lease.Rollout, entries[0].Position).ConfigureAwait(false);
        t.Expect(later.SequenceEqual(entries.Skip(1)), $"after position {entries[0].Position} ReadInboxAsync answered {string.Join(", ", later)}");
    }

    private static async Task SignalIdsAreUnique(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        var other = await t.CreateAsync().ConfigureAwait(false);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => t.SendAsync(i % 2 == 0 ? store : other, lease.Rollout, StoreTrial.SignalOf("s1")), t.Cancellation))).ConfigureAwait(false);
        t.Expect(receipts.Count(receipt => receipt == SignalReceipt.Stored) == 1 && receipts.Count(receipt => receipt == SignalReceipt.Duplicate) == 7, $"8 sends at once were {string.Join(", ", receipts)}");
        var entries = await t.ReadInboxAsync(store, lease.Rollout).ConfigureAwait(false);
        t.Expect(entries.Length == 1, $"the inbox holds {entries.Length} signals");
    }

    private static async Task SignalsBelongToRollouts(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        var other = await t.StartedAsync(store, "other", t.Other).ConfigureAwait(false);
        foreach (var (rollout, wanted) in new[] { (lease.Rollout, SignalReceipt.Stored), (other, SignalReceipt.Stored), (t.Id("nobody"), SignalReceipt.UnknownRollout) })
        {
            var receipt = await t.SendAsync(store, rollout, StoreTrial.SignalOf("s1")).ConfigureAwait(false);
            t.Expect(receipt == wanted, $"SendAsync to {rollout} answered {receipt}, not {wanted}");
        }

        t.Expect((await t.ReadInboxAsync(store, other).ConfigureAwait(false)).Length == 1, "the other rollout's inbox does not hold 1 signal");
    }

    private static async Task SignalsLeaveTheHead(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.SendAsync(store, lease.Rollout, StoreTrial.SignalOf("s1")).ConfigureAwait(false);
        await t.ExpectHeadAsync(store, lease.Rollout, 1).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
    }

    private static async Task SignalsAtOnce(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => t.SendAsync(store, lease.Rollout, StoreTrial.SignalOf($"s{i}")), t.Cancellation))).ConfigureAwait(false);
        var entries = await t.ReadInboxAsync(store, lease.Rollout).ConfigureAwait(false);
        t.Expect(entries.Select(entry => entry.Position).Distinct().Count() == 12 && entries.Length == 12, $"the inbox holds {entries.Length} signals at {entries.Select(entry => entry.Position).Distinct().Count()} positions");
    }

    private static async Task InboxWatchEnds(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.InterruptAsync("WatchInboxAsync", async ct =>
        {
            await foreach (var rollout in store.WatchInboxAsync(ct).ConfigureAwait(false))
            {
                t.Note($"it yielded {rollout}");
            }
        }).ConfigureAwait(false);
    }

    private static async Task CancelledSend(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CancelledAsync("SendAsync", ct => store.SendAsync(lease.Rollout, StoreTrial.SignalOf("s1"), ct)).ConfigureAwait(false);
        t.Expect((await t.ReadInboxAsync(store, lease.Rollout).ConfigureAwait(false)).IsEmpty, "the signal is in the inbox");
    }
}
