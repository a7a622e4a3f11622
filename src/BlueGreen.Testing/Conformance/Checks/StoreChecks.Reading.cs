using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Reading, watching and listing.</summary>
internal static partial class StoreChecks
{
    private const string List = "IRolloutJournal.ListAsync";
    private const string Watch = "IRolloutJournal.WatchAsync";

    private static IEnumerable<CheckDefinition<StoreTrial>> Reading =>
    [
        new("read-begins-after", "A read answers what comes after a sequence number, in order; of an unknown rollout nothing.", "IRolloutJournal.ReadAsync", "Filter and sort by the sequence number.", ReadBeginsAfter),
        new("watch-follows-to-the-end", "A watch yields what is there, then what comes, also from other processes, each once, and ends when the rollout is closed.", Watch,
            "Read, wait, read from the last number again.", WatchFollows),
        new("watch-of-closed-ends", "A watch of a closed rollout yields what is after the given number and ends; where nothing is, it ends at once.", Watch,
            "Look whether the rollout is closed before you wait.", WatchOfClosedEnds),
        new("watch-ends-when-cancelled", "A cancelled watch ends, and the rollout goes on.", Watch, "Pass the token to what you wait for.", WatchEnds),
        new("list-is-newest-first", "Rollouts are listed newest first, as many as asked for, with standing and outcome.", List, "Sort by the order of starting; derive standing and outcome from the journal.", ListIsNewestFirst),
        new("list-filters", "A list holds only what the query asks for: an application's, one rollout, open ones.", "RolloutQuery", "Filter by each member that is set.", ListFilters),
        new("cancelled-read-throws", "A read whose token is cancelled already throws OperationCanceledException.", "IRolloutJournal.ReadAsync", "Pass the token on.", CancelledJournalRead),
    ];

    private static async Task ReadBeginsAfter(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 2)).ConfigureAwait(false);
        var entries = await t.ReadAsync(store, lease.Rollout, 1).ConfigureAwait(false);
        t.Expect(entries.Select(entry => entry.Sequence).SequenceEqual([2, 3]), $"ReadAsync after 1 answered {string.Join(", ", entries.Select(entry => entry.Sequence))}");
        t.Expect((await t.ReadAsync(store, lease.Rollout, 3).ConfigureAwait(false)).IsEmpty, "ReadAsync after the last answered something");
        t.Expect((await t.ReadAsync(store, t.Id("nobody")).ConfigureAwait(false)) is { IsDefault: false, IsEmpty: true }, "ReadAsync of an unknown rollout answered something");
    }

    private static async Task WatchFollows(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        var watcher = await t.CreateAsync().ConfigureAwait(false);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<long> seen = [];
        var watching = Task.Run(
            async () =>
            {
                await foreach (var entry in watcher.WatchAsync(lease.Rollout, 0, t.Cancellation).ConfigureAwait(false))
                {
                    seen.Add(entry.Sequence);
                    first.TrySetResult();
                }
            },
            t.Cancellation);
        await t.CallAsync("WatchAsync, until the first entry", _ => Task.WhenAny(first.Task, watching)).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
        await t.CloseAsync(store, lease, 2).ConfigureAwait(false);
        await t.CallAsync("waited for the watch to end", _ => watching).ConfigureAwait(false);
        t.Expect(seen.SequenceEqual([1, 2, 3]), $"the watch yielded {string.Join(", ", seen)}, not 1, 2, 3");
    }

    private static async Task WatchOfClosedEnds(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CloseAsync(store, lease, 1).ConfigureAwait(false);
        var watcher = await t.CreateAsync().ConfigureAwait(false);
        foreach (var (after, wanted) in new (long, long[])[] { (0, [1, 2]), (1, [2]), (2, []) })
        {
            List<long> seen = [];
            await t.CallAsync($"WatchAsync of the closed rollout after {after}", async ct =>
            {
                await foreach (var entry in watcher.WatchAsync(lease.Rollout, after, ct).ConfigureAwait(false))
                {
                    seen.Add(entry.Sequence);
                }
            }).ConfigureAwait(false);
            t.Expect(seen.SequenceEqual(wanted), $"the watch after {after} yielded {string.Join(", ", seen)}, not {string.Join(", ", wanted)}");
        }
    }

    private static async Task WatchEnds(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(t.Cancellation);
        await t.CallAsync("WatchAsync, cancelled", async _ =>
        {
            try
            {
                await foreach (var entry in store.WatchAsync(lease.Rollout, 0, source.Token).ConfigureAwait(false))
                {
                    await source.CancelAsync().ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
            }
        }).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
    }

    private static async Task ListIsNewestFirst(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CloseAsync(store, lease, 1).ConfigureAwait(false);
        var second = await t.LeaseAsync(store, await t.StartedAsync(store, "second").ConfigureAwait(false)).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(second, 1, new RolloutFrozen("stuck"))).ConfigureAwait(false);
        await t.StartAsync(store, t.StartOf("third", IfActive.Queue)).ConfigureAwait(false);
        var listed = await t.ListAsync(store, new() { Application = t.Shop }).ConfigureAwait(false);
        var shown = string.Join(", ", listed.Select(summary => $"{summary.Rollout} {summary.Standing} {summary.Outcome}"));
        t.Expect(listed.Select(summary => (summary.Rollout, summary.Standing, summary.Outcome)).SequenceEqual(
            [
                (t.Id("third"), RolloutStanding.Queued, null),
                (t.Id("second"), RolloutStanding.Active, RolloutOutcome.Frozen),
                (t.Id("first"), RolloutStanding.Closed, RolloutOutcome.Succeeded),
            ]), $"ListAsync answered {shown}");
        t.Expect(listed.All(summary => summary is { Version: "2.0.0", Kind: RolloutKind.Forward, Fingerprint.Length: > 0 } && summary.Application == t.Shop && summary.UpdatedAt >= summary.StartedAt),
            $"ListAsync answered {string.Join(", ", (object[])listed)}");
        t.Expect((await t.ListAsync(store, new() { Application = t.Shop, Maximum = 2 }).ConfigureAwait(false)).Select(summary => summary.Rollout).SequenceEqual([t.Id("third"), t.Id("second")]), "a list of at most 2 is not the newest two");
    }

    private static async Task ListFilters(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CloseAsync(store, lease, 1).ConfigureAwait(false);
        await t.StartedAsync(store, "second").ConfigureAwait(false);
        await t.StartedAsync(store, "other", t.Other).ConfigureAwait(false);
        foreach (var (query, wanted) in new (RolloutQuery, string[])[]
        {
            (new() { Application = t.Shop }, ["second", "first"]),
            (new() { Application = t.Shop, OpenOnly = true }, ["second"]),
            (new() { Application = t.Other }, ["other"]),
            (new() { Rollout = t.Id("first") }, ["first"]),
            (new() { Rollout = t.Id("first"), Application = t.Other }, []),
        })
        {
            var listed = (await t.ListAsync(store, query).ConfigureAwait(false)).Select(summary => summary.Rollout).ToArray();
            t.Expect(listed.SequenceEqual(wanted.Select(t.Id)), $"{query} brought {string.Join(", ", listed)}");
        }
    }

    private static async Task CancelledJournalRead(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CancelledAsync("ReadAsync", ct => store.ReadAsync(lease.Rollout, 0, ct)).ConfigureAwait(false);
    }
}
