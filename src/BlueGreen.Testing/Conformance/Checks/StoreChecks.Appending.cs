using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Appending events.</summary>
internal static partial class StoreChecks
{
    private const string Append = "IRolloutJournal.AppendAsync";

    private static IEnumerable<CheckDefinition<StoreTrial>> Appending =>
    [
        new("appended-is-read", "An appended event has the next number, its writer's event id and epoch, and the store's time that the answer gave.", Append, "Write all of it in one statement.", AppendedIsRead),
        new("numbers-have-no-gaps", "Sequence numbers have no gaps, and the store's time never falls from one to the next.", "JournalEntry.Sequence", "Take the number from the head, and no time before the last.", NumbersHaveNoGaps),
        new("moved-head-is-refused", "At another head than expected nothing is written, and the answer says which head there is.", "AppendStatus.HeadMoved", "Compare the head in the statement that writes.", MovedHead),
        new("lower-epoch-is-fenced", "Under a lower epoch nothing is written, and the answer says which epoch there is.", "AppendStatus.Fenced", "Compare the epoch in the statement that writes.", LowerEpoch),
        new("one-append-of-many", "Of many appends at the same head, one is written.", Append, "Compare and write in one statement.", OneAppendOfMany),
        new("lost-answer-can-be-found", "An append whose answer was lost is found by its event id, or was not written; repeating it does not write twice.", Append,
            "Keep the event id with the event, and check the head for repeated appends, too.", LostAnswer),
        new("signals-keep-it-open", "A rollout is not closed while its inbox holds signals past the writer's position.", "AppendStatus.SignalsWaiting", "Compare the inbox in the statement that closes.", SignalsKeepItOpen),
        new("closed-is-closed", "Nothing is written after a rollout was closed.", "RolloutStanding.Closed", "Append only to the active rollout.", ClosedIsClosed),
        new("cancelled-append-does-nothing", "An append whose token is cancelled already throws OperationCanceledException and writes nothing.", Append, "Pass the token on.", CancelledAppend),
    ];

    private static async Task<(IRolloutStore Store, Lease Lease)> DrivenAsync(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        return (store, await t.LeaseAsync(store, await t.StartedAsync(store).ConfigureAwait(false)).ConfigureAwait(false));
    }

    private static async Task AppendedIsRead(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        var request = t.AppendOf(lease, 1, new StepStarted(3, "Grüße \"quoted\""));
        var result = await t.AppendAsync(store, request).ConfigureAwait(false);
        t.Expect(result.Status == AppendStatus.Appended && result.Head == 2 && result.Epoch == lease.Epoch, $"AppendAsync answered {result}");
        var entry = (await t.ReadAsync(await t.CreateAsync().ConfigureAwait(false), lease.Rollout, 1).ConfigureAwait(false)).Single();
        t.Expect(entry == new JournalEntry(lease.Rollout, 2, request.EventId, lease.Epoch, result.StoreTime, request.Event), $"the entry came back as {entry}");
    }

    private static async Task NumbersHaveNoGaps(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        for (var head = 1; head <= 5; head++)
        {
            await t.AppendAsync(store, t.AppendOf(lease, head + 1)).ConfigureAwait(false);
            await t.AppendedAsync(store, t.AppendOf(lease, head)).ConfigureAwait(false);
        }

        await t.ExpectHeadAsync(store, lease.Rollout, 6).ConfigureAwait(false);
        var times = (await t.ReadAsync(store, lease.Rollout).ConfigureAwait(false)).Select(entry => entry.At).ToArray();
        t.Expect(times.SequenceEqual(times.Order()), "the times of the entries fall");
    }

    private static async Task MovedHead(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
        foreach (var head in new[] { 1, 3 })
        {
            var result = await t.AppendAsync(store, t.AppendOf(lease, head)).ConfigureAwait(false);
            t.Expect(result is { Status: AppendStatus.HeadMoved, Head: 2 }, $"AppendAsync answered {result}");
        }

        await t.ExpectHeadAsync(store, lease.Rollout, 2).ConfigureAwait(false);
    }

    private static async Task LowerEpoch(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync", ct => store.ReleaseAsync(lease, ct)).ConfigureAwait(false);
        var newer = await t.LeaseAsync(await t.CreateAsync().ConfigureAwait(false), lease.Rollout, "host-2").ConfigureAwait(false);
        var result = await t.AppendAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
        t.Expect(result.Status == AppendStatus.Fenced && result.Epoch == newer.Epoch, $"AppendAsync answered {result}, and the epoch is {newer.Epoch}");
        await t.ExpectHeadAsync(store, lease.Rollout, 1).ConfigureAwait(false);
    }

    private static async Task OneAppendOfMany(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        var other = await t.CreateAsync().ConfigureAwait(false);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => t.AppendAsync(i % 2 == 0 ? store : other, t.AppendOf(lease, 1)), t.Cancellation))).ConfigureAwait(false);
        t.Expect(results.Count(result => result.Status == AppendStatus.Appended) == 1 && results.Count(result => result.Status == AppendStatus.HeadMoved) == 7,
            $"8 appends at once were {string.Join(", ", results.Select(result => result.Status))}");
        await t.ExpectHeadAsync(store, lease.Rollout, 2).ConfigureAwait(false);
    }

    private static async Task LostAnswer(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        var request = t.AppendOf(lease, 1);
        await t.InterruptAsync("AppendAsync", ct => store.AppendAsync(request, ct)).ConfigureAwait(false);
        var wasWritten = (await t.ReadAsync(store, lease.Rollout, 1).ConfigureAwait(false)).Any(entry => entry.EventId == request.EventId);
        var again = await t.AppendAsync(store, request).ConfigureAwait(false);
        t.Expect(again.Status == (wasWritten ? AppendStatus.HeadMoved : AppendStatus.Appended), $"the event id was {(wasWritten ? "" : "not ")}in the journal, and the repeated AppendAsync answered {again}");
        var entries = await t.ReadAsync(store, lease.Rollout, 1).ConfigureAwait(false);
        t.Expect(entries.Length == 1 && entries[0].EventId == request.EventId, $"the journal holds {string.Join(", ", entries.Select(entry => entry.EventId))} after the first event, not {request.EventId} alone");
    }

    private static async Task SignalsKeepItOpen(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.SendAsync(store, lease.Rollout, StoreTrial.SignalOf("s1")).ConfigureAwait(false);
        var position = (await t.ReadInboxAsync(store, lease.Rollout).ConfigureAwait(false)).Single().Position;
        var closed = new RolloutClosed(RolloutOutcome.Succeeded, "done");
        var result = await t.AppendAsync(store, t.AppendOf(lease, 1, closed, position - 1)).ConfigureAwait(false);
        t.Expect(result is { Status: AppendStatus.SignalsWaiting, Head: 1 }, $"AppendAsync answered {result}");
        await t.AppendedAsync(store, t.AppendOf(lease, 1, closed, position)).ConfigureAwait(false);
    }

    private static async Task ClosedIsClosed(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CloseAsync(store, lease, 1).ConfigureAwait(false);
        var result = await t.AppendAsync(store, t.AppendOf(lease, 2)).ConfigureAwait(false);
        t.Expect(result.Status != AppendStatus.Appended, $"AppendAsync answered {result}");
        await t.ExpectHeadAsync(store, lease.Rollout, 2).ConfigureAwait(false);
        t.Expect((await t.SendAsync(store, lease.Rollout, StoreTrial.SignalOf("late")).ConfigureAwait(false)) == SignalReceipt.Closed, "a signal to it was not answered Closed");
    }

    private static async Task CancelledAppend(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CancelledAsync("AppendAsync", ct => store.AppendAsync(t.AppendOf(lease, 1), ct)).ConfigureAwait(false);
        await t.ExpectHeadAsync(store, lease.Rollout, 1).ConfigureAwait(false);
    }
}
