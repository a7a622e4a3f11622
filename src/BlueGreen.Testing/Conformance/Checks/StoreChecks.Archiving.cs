using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Paging, deleting and taking in.</summary>
internal static partial class StoreChecks
{
    private const string Before = "RolloutQuery.Before";
    private const string Delete = "IJournalArchive.DeleteAsync";
    private const string Import = "IJournalArchive.ImportAsync";

    private static IEnumerable<CheckDefinition<StoreTrial>> Archiving =>
    [
        new("pages-walk-all-once", "The last of each page, given as Before, brings the next, until all were listed once, newest first; also of rollouts that started at the same time.", Before,
            "Compare time of start and order of starting together, as the list sorts.", PagesWalkAllOnce),
        new("before-the-unknown-is-nothing", "Before an unknown rollout nothing is listed, and Before keeps to the other members of the query.", Before, "Look the rollout up; add the comparison to the filter.", BeforeTheUnknown),
        new("deleted-leaves-nothing", "A deleted rollout has no journal, inbox or summary left, and its key and identifier can be used again.", Delete, "Delete all of its rows in one transaction.", DeletedLeavesNothing),
        new("deleted-keeps-the-epoch", "Deleting an application's last rollout leaves its epoch: the next claim raises it.", Delete, "Keep the application's row.", DeletedKeepsTheEpoch),
        new("open-is-not-deleted", "A rollout that is not closed, active or queued, is refused, and nothing of it changes.", Delete, "Compare the standing in the statement that deletes.", OpenIsNotDeleted),
        new("delete-of-unknown-is-false", "Deleting what is not there answers false, also a second time.", Delete, "Answer by the number of rows.", DeleteOfUnknown),
        new("cancelled-delete-does-nothing", "A delete whose token is cancelled already throws OperationCanceledException and deletes nothing.", Delete, "Pass the token on.", CancelledDelete),
        .. TakingIn,
    ];

    /// <summary>Three closed rollouts of one application, the oldest first.</summary>
    private static async Task<RolloutId[]> ThreeClosedAsync(StoreTrial t, IRolloutStore store)
    {
        List<RolloutId> closed = [];
        foreach (var name in new[] { "first", "second", "third" })
        {
            closed.Add(await t.ClosedAsync(store, name).ConfigureAwait(false));
        }

        return [.. closed];
    }

    private static async Task PagesWalkAllOnce(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var closed = await ThreeClosedAsync(t, store).ConfigureAwait(false);
        await t.StartedAsync(store, "fourth").ConfigureAwait(false);
        await t.StartAsync(store, t.StartOf("fifth", IfActive.Queue)).ConfigureAwait(false);
        RolloutId[] wanted = [t.Id("fifth"), t.Id("fourth"), .. closed.Reverse()];
        foreach (var size in new[] { 1, 2 })
        {
            List<RolloutId> walked = [];
            for (var page = new RolloutQuery { Application = t.Shop, Maximum = size }; walked.Count <= wanted.Length;)
            {
                var listed = await t.ListAsync(store, page).ConfigureAwait(false);
                walked.AddRange(listed.Select(summary => summary.Rollout));
                if (listed.Length == 0)
                {
                    break;
                }

                page = page with { Before = listed[^1].Rollout };
            }

            t.Expect(walked.SequenceEqual(wanted), $"pages of {size} brought {string.Join(", ", walked)}, not {string.Join(", ", wanted)}");
        }
    }

    private static async Task BeforeTheUnknown(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var first = await t.ClosedAsync(store, "first").ConfigureAwait(false);
        await t.StartedAsync(store, "other", t.Other).ConfigureAwait(false);
        await t.StartedAsync(store, "second").ConfigureAwait(false);
        foreach (var (query, wanted) in new (RolloutQuery, RolloutId[])[]
        {
            (new() { Application = t.Shop, Before = t.Id("nobody") }, []),
            (new() { Application = t.Shop, Before = t.Id("second") }, [first]),
            (new() { Application = t.Shop, Before = t.Id("second"), OpenOnly = true }, []),
            (new() { Application = t.Shop, Before = first }, []),
        })
        {
            var listed = (await t.ListAsync(store, query).ConfigureAwait(false)).Select(summary => summary.Rollout).ToArray();
            t.Expect(listed.SequenceEqual(wanted), $"{query} brought {string.Join(", ", listed)}");
        }
    }

    private static async Task DeletedLeavesNothing(StoreTrial t)
    {
        var (store, rollout) = await KeyedAsync(t).ConfigureAwait(false);
        t.Expect(await t.DeleteAsync(store, rollout).ConfigureAwait(false), "DeleteAsync answered false");
        foreach (var reader in new[] { store, await t.CreateAsync().ConfigureAwait(false) })
        {
            await t.ExpectHeadAsync(reader, rollout, 0).ConfigureAwait(false);
            t.Expect((await t.ReadInboxAsync(reader, rollout).ConfigureAwait(false)).IsEmpty, "its inbox is still there");
            t.Expect((await t.ListAsync(reader, new() { Application = t.Shop }).ConfigureAwait(false)).Length == 0, "it is still listed");
        }

        t.Expect(await t.SendAsync(store, rollout, StoreTrial.SignalOf("late")).ConfigureAwait(false) == SignalReceipt.UnknownRollout, "a signal to it was not answered UnknownRollout");
        var again = await t.StartAsync(store, t.StartOf("first", key: "build-7")).ConfigureAwait(false);
        t.Expect(again.Status == StartStatus.Started && again.Rollout == rollout, $"StartAsync with its key answered {again}");
        await t.ExpectHeadAsync(store, rollout, 1).ConfigureAwait(false);
    }

    private static async Task DeletedKeepsTheEpoch(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync", ct => store.ReleaseAsync(lease, ct)).ConfigureAwait(false);
        var last = await t.LeaseAsync(store, lease.Rollout).ConfigureAwait(false);
        await t.CloseAsync(store, last, 1).ConfigureAwait(false);
        await t.DeleteAsync(store, lease.Rollout).ConfigureAwait(false);
        var next = await t.LeaseAsync(store, await t.StartedAsync(store, "second").ConfigureAwait(false)).ConfigureAwait(false);
        t.Expect(next.Epoch > last.Epoch, $"the epoch was {last.Epoch} before the rollout was deleted, and is {next.Epoch}");
    }

    private static async Task OpenIsNotDeleted(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.StartAsync(store, t.StartOf("second", IfActive.Queue)).ConfigureAwait(false);
        await t.SendAsync(store, lease.Rollout, StoreTrial.SignalOf("s1")).ConfigureAwait(false);
        foreach (var open in new[] { lease.Rollout, t.Id("second") })
        {
            await t.RefusedByStoreAsync($"DeleteAsync({open})", ct => store.DeleteAsync(open, ct)).ConfigureAwait(false);
            await t.ExpectHeadAsync(store, open, 1).ConfigureAwait(false);
        }

        t.Expect((await t.ReadInboxAsync(store, lease.Rollout).ConfigureAwait(false)).Length == 1, "its inbox has changed");
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
    }

    private static async Task DeleteOfUnknown(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var rollout = await t.ClosedAsync(store, "first").ConfigureAwait(false);
        foreach (var (which, wanted) in new[] { (t.Id("nobody"), false), (rollout, true), (rollout, false) })
        {
            var answer = await t.DeleteAsync(store, which).ConfigureAwait(false);
            t.Expect(answer == wanted, $"DeleteAsync({which}) answered {answer}");
        }
    }

    private static async Task CancelledDelete(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var rollout = await t.ClosedAsync(store, "first").ConfigureAwait(false);
        await t.CancelledAsync("DeleteAsync", ct => store.DeleteAsync(rollout, ct)).ConfigureAwait(false);
        await t.ExpectHeadAsync(store, rollout, 2).ConfigureAwait(false);
    }

    /// <summary>A closed rollout with a key and a signal.</summary>
    private static async Task<(IRolloutStore Store, RolloutId Rollout)> KeyedAsync(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var started = await t.StartAsync(store, t.StartOf("first", key: "build-7")).ConfigureAwait(false);
        await t.SendAsync(store, started.Rollout, StoreTrial.SignalOf("s1")).ConfigureAwait(false);
        var position = (await t.ReadInboxAsync(store, started.Rollout).ConfigureAwait(false)).Single().Position;
        var lease = await t.LeaseAsync(store, started.Rollout).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 1, new RolloutClosed(RolloutOutcome.Succeeded, "done"), position)).ConfigureAwait(false);
        return (store, started.Rollout);
    }
}
