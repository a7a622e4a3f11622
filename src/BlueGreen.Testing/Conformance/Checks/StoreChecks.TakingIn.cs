using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Taking in journals of elsewhere.</summary>
internal static partial class StoreChecks
{
    private static IEnumerable<CheckDefinition<StoreTrial>> TakingIn =>
    [
        new("imported-is-read", "A journal is taken in as it was written: numbers, event ids, epochs, times and events; every process reads it, and a watch of it ends.", Import,
            "Write what the entries say, not the store's own time and epoch.", ImportedIsRead),
        new("imported-is-listed-by-its-start", "A rollout that was taken in is closed, has its outcome, and stands in the list where it started, not where it was taken in.", Import,
            "Sort by the time of the first entry.", ImportedIsListedByItsStart),
        new("imported-again-is-false", "A rollout that the store has is not taken in again: false, and it stays as it is, whatever the entries say.", Import, "Insert only where there is none.", ImportedAgain),
        new("only-whole-journals-are-imported", "Journals with gaps, of several rollouts, without a beginning, of open rollouts, or empty are refused, and nothing is taken in.", Import,
            "Begin with JournalRules.CheckWhole; write all entries in one transaction.", OnlyWholeJournals),
        new("import-raises-the-epoch", "Taking in raises the application's epoch to the journal's highest, and never lowers it.", Import, "Keep the greater of the two in the same transaction.", ImportRaisesTheEpoch),
        new("imported-is-not-active", "A rollout that was taken in is not claimed, takes no signals, and keeps nobody from starting, and the active one stays active.", Import,
            "Write it as closed; leave the application's active rollout alone.", ImportedIsNotActive),
        new("deleted-can-be-imported", "What was exported and deleted can be taken in again, and is the same as before.", Import, "Keep nothing of what was deleted that stands in the way.", DeletedCanBeImported),
        new("cancelled-import-does-nothing", "An import whose token is cancelled already throws OperationCanceledException and takes in nothing.", Import, "Pass the token on.", CancelledImport),
    ];

    private static async Task ImportedIsRead(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var journal = t.JournalOf("past");
        t.Expect(await t.ImportAsync(store, journal).ConfigureAwait(false), "ImportAsync answered false");
        foreach (var reader in new[] { store, await t.CreateAsync().ConfigureAwait(false) })
        {
            t.ExpectSame(await t.ReadAsync(reader, t.Id("past")).ConfigureAwait(false), journal);
            List<long> watched = [];
            await t.CallAsync("WatchAsync", async ct =>
            {
                await foreach (var entry in reader.WatchAsync(t.Id("past"), 1, ct).ConfigureAwait(false))
                {
                    watched.Add(entry.Sequence);
                }
            }).ConfigureAwait(false);
            t.Expect(watched.SequenceEqual([2, 3]), $"the watch after 1 yielded {string.Join(", ", watched)}, not 2, 3");
        }
    }

    private static async Task ImportedIsListedByItsStart(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var present = await t.ClosedAsync(store, "first").ConfigureAwait(false);
        var (older, newer) = (t.JournalOf("older", t.Past.AddHours(-1)), t.JournalOf("newer"));
        await t.ImportAsync(store, newer).ConfigureAwait(false);
        await t.ImportAsync(store, older).ConfigureAwait(false);
        var listed = await t.ListAsync(store, new() { Application = t.Shop }).ConfigureAwait(false);
        t.Expect(listed.Select(summary => summary.Rollout).SequenceEqual([present, t.Id("newer"), t.Id("older")]), $"ListAsync answered {string.Join(", ", listed.Select(summary => summary.Rollout))}");
        t.Expect(
            listed[1] is { Standing: RolloutStanding.Closed, Outcome: RolloutOutcome.RolledBack, Version: "2.0.0", Kind: RolloutKind.Forward, Fingerprint.Length: > 0 }
            && (listed[1].StartedAt, listed[1].UpdatedAt) == (newer[0].At, newer[^1].At),
            $"ListAsync answered {listed[1]}");
        var page = await t.ListAsync(store, new() { Application = t.Shop, Before = t.Id("newer") }).ConfigureAwait(false);
        t.Expect(page.Select(summary => summary.Rollout).SequenceEqual([t.Id("older")]), $"before {t.Id("newer")} stands {string.Join(", ", page.Select(summary => summary.Rollout))}");
        t.Expect((await t.ListAsync(store, new() { Application = t.Shop, OpenOnly = true }).ConfigureAwait(false)).Length == 0, "it is listed as open");
    }

    private static async Task ImportedAgain(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var journal = t.JournalOf("past");
        await t.ImportAsync(store, journal).ConfigureAwait(false);
        t.Expect(!await t.ImportAsync(await t.CreateAsync().ConfigureAwait(false), t.JournalOf("past", t.Past.AddHours(-2))).ConfigureAwait(false), "a second ImportAsync answered true");
        t.ExpectSame(await t.ReadAsync(store, t.Id("past")).ConfigureAwait(false), journal);
        var open = await t.StartedAsync(store).ConfigureAwait(false);
        t.Expect(!await t.ImportAsync(store, t.JournalOf("first")).ConfigureAwait(false), "ImportAsync over an open rollout answered true");
        await t.ExpectHeadAsync(store, open, 1).ConfigureAwait(false);
    }

    private static async Task OnlyWholeJournals(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var (whole, other) = (t.JournalOf("past"), t.JournalOf("elsewhere"));
        foreach (var (what, entries) in new (string, ImmutableArray<JournalEntry>)[]
        {
            ("no entries", []),
            ("a journal with a gap", [whole[0], whole[2]]),
            ("a journal in the wrong order", [whole[0], whole[2], whole[1]]),
            ("a journal without its beginning", [whole[1], whole[2]]),
            ("a journal of two rollouts", [whole[0], other[1], whole[2]]),
            ("a journal of an open rollout", [whole[0], whole[1]]),
        })
        {
            await t.RefusedByStoreAsync($"ImportAsync of {what}", ct => store.ImportAsync(entries, ct)).ConfigureAwait(false);
            await t.ExpectHeadAsync(store, t.Id("past"), 0).ConfigureAwait(false);
        }
    }

    private static async Task ImportRaisesTheEpoch(StoreTrial t)
    {
        var (store, lease) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CloseAsync(store, lease, 1).ConfigureAwait(false);
        await t.ImportAsync(store, t.JournalOf("lower", epoch: lease.Epoch - 5)).ConfigureAwait(false);
        var second = await t.LeaseAsync(store, await t.StartedAsync(store, "second").ConfigureAwait(false)).ConfigureAwait(false);
        t.Expect(second.Epoch > lease.Epoch, $"the epoch was {lease.Epoch}, and is {second.Epoch} after a journal of epoch {lease.Epoch - 5} was taken in");
        await t.CloseAsync(store, second, 1).ConfigureAwait(false);
        var highest = second.Epoch + 1_000_000;
        await t.ImportAsync(store, t.JournalOf("higher", epoch: highest)).ConfigureAwait(false);
        var third = await t.LeaseAsync(store, await t.StartedAsync(store, "third").ConfigureAwait(false)).ConfigureAwait(false);
        t.Expect(third.Epoch > highest, $"the epoch is {third.Epoch} after a journal of epoch {highest} was taken in");
    }

    private static async Task ImportedIsNotActive(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.ImportAsync(store, t.JournalOf("past")).ConfigureAwait(false);
        t.Expect((await t.ClaimAsync(store, "host-1", StoreTrial.Long).ConfigureAwait(false)).IsEmpty, "it was claimed");
        t.Expect(await t.SendAsync(store, t.Id("past"), StoreTrial.SignalOf("late")).ConfigureAwait(false) == SignalReceipt.Closed, "a signal to it was not answered Closed");
        var lease = await t.LeaseAsync(store, await t.StartedAsync(store).ConfigureAwait(false)).ConfigureAwait(false);
        await t.ImportAsync(store, t.JournalOf("older", epoch: 1)).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(lease, 1)).ConfigureAwait(false);
        await t.CloseAsync(store, lease, 2).ConfigureAwait(false);
    }

    private static async Task DeletedCanBeImported(StoreTrial t)
    {
        var (store, rollout) = await KeyedAsync(t).ConfigureAwait(false);
        var exported = await t.ReadAsync(store, rollout).ConfigureAwait(false);
        var before = (await t.ListAsync(store, new() { Rollout = rollout }).ConfigureAwait(false)).Single();
        await t.DeleteAsync(store, rollout).ConfigureAwait(false);
        t.Expect(await t.ImportAsync(store, exported).ConfigureAwait(false), "ImportAsync answered false");
        t.ExpectSame(await t.ReadAsync(store, rollout).ConfigureAwait(false), exported);
        var after = (await t.ListAsync(store, new() { Rollout = rollout }).ConfigureAwait(false)).Single();
        t.Expect(after == before, $"it is listed as {after}, and was as {before}");
    }

    private static async Task CancelledImport(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ImportAsync", ct => store.ImportAsync(t.JournalOf("past"), ct)).ConfigureAwait(false);
        await t.ExpectHeadAsync(store, t.Id("past"), 0).ConfigureAwait(false);
    }
}
