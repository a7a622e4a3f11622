using BlueGreen.Journal;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every store promises: starting rollouts.</summary>
internal static partial class StoreChecks
{
    private const string Start = "IRolloutJournal.StartAsync";

    public static IReadOnlyList<CheckDefinition<StoreTrial>> All { get; } = [.. Starting, .. Appending, .. Reading, .. Leasing, .. Choosing, .. Signalling, .. Archiving];

    private static IEnumerable<CheckDefinition<StoreTrial>> Starting =>
    [
        new("started-is-read", "A started rollout's journal begins with its first event, number 1, epoch 0, as it was written; every process reads it.", Start,
            "Write the rollout and its first event in one transaction, and the event as JournalJson writes it.", StartedIsRead),
        new("key-is-repeatable", "The same key of the same application returns the same rollout, and starts nothing.", "StartRequest.Key", "Make application and key unique.", KeyIsRepeatable),
        new("keys-belong-to-applications", "The same key of another application is another key.", "StartRequest.Key", "Make the pair unique, not the key.", KeysBelongToApplications),
        new("busy-application-refuses", "While an application has an active rollout, IfActive.Refuse creates nothing and names the active one.", "IfActive.Refuse",
            "Look for an active rollout in the statement that inserts.", BusyApplicationRefuses),
        new("queued-waits-its-turn", "A queued rollout becomes active when the active one closes, first come, first served; the same for one that supersedes.", "IfActive.Queue",
            "Activate the oldest queued rollout in the transaction that closes.", QueuedWaits),
        new("applications-do-not-wait-for-each-other", "Two applications have an active rollout each.", "IRolloutJournal", "Count active rollouts per application.", ApplicationsDoNotWait),
        new("one-active-of-many", "Of many starts at once, one is active.", "IRolloutJournal", "Enforce it in the database, with a unique index or a row lock.", OneActiveOfMany),
        new("cancelled-start-does-nothing", "A start whose token is cancelled already throws OperationCanceledException and creates nothing.", Start, "Pass the token on.", CancelledStart),
    ];

    private static async Task StartedIsRead(StoreTrial t)
    {
        var request = t.StartOf("first");
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.StartAsync(store, request).ConfigureAwait(false);
        foreach (var reader in new[] { store, await t.CreateAsync().ConfigureAwait(false) })
        {
            var entries = await t.ReadAsync(reader, request.Rollout).ConfigureAwait(false);
            t.Expect(entries.Length == 1 && entries[0] is { Sequence: 1, Epoch: 0, EventId.Length: > 0 } && entries[0].Rollout == request.Rollout, $"the journal holds {string.Join(", ", entries)}");
            t.Expect(JournalJson.Write(entries[0].Event) == JournalJson.Write(request.Started), $"the first event came back as {JournalJson.Write(entries[0].Event)}");
        }
    }

    private static async Task KeyIsRepeatable(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.StartAsync(store, t.StartOf("first", key: "build-7")).ConfigureAwait(false);
        foreach (var again in new[] { store, await t.CreateAsync().ConfigureAwait(false) })
        {
            var result = await t.StartAsync(again, t.StartOf("second", IfActive.Queue, "build-7")).ConfigureAwait(false);
            t.Expect(result.Status == StartStatus.Existing && result.Rollout == t.Id("first"), $"StartAsync answered {result}");
        }

        await t.ExpectHeadAsync(store, t.Id("second"), 0).ConfigureAwait(false);
    }

    private static async Task KeysBelongToApplications(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.StartAsync(store, t.StartOf("first", key: "build-7")).ConfigureAwait(false);
        var result = await t.StartAsync(store, t.StartOf("second", key: "build-7", application: t.Other)).ConfigureAwait(false);
        t.Expect(result.Status == StartStatus.Started && result.Rollout == t.Id("second"), $"StartAsync answered {result}");
    }

    private static async Task BusyApplicationRefuses(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var first = await t.StartedAsync(store).ConfigureAwait(false);
        var result = await t.StartAsync(store, t.StartOf("second")).ConfigureAwait(false);
        t.Expect(result.Status == StartStatus.Refused && result.Active == first, $"StartAsync answered {result}");
        await t.ExpectHeadAsync(store, t.Id("second"), 0).ConfigureAwait(false);
    }

    private static async Task QueuedWaits(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var active = await t.StartedAsync(store).ConfigureAwait(false);
        foreach (var (name, how) in new[] { ("second", IfActive.Queue), ("third", IfActive.Supersede) })
        {
            var result = await t.StartAsync(store, t.StartOf(name, how)).ConfigureAwait(false);
            t.Expect(result.Status == StartStatus.Queued && result.Active == active, $"StartAsync({name}) answered {result}");
        }

        foreach (var next in new[] { "second", "third" })
        {
            await t.CloseAsync(store, await t.LeaseAsync(store, active).ConfigureAwait(false), 1).ConfigureAwait(false);
            var standing = (await t.ListAsync(store, new() { Application = t.Shop, OpenOnly = true }).ConfigureAwait(false)).Single(summary => summary.Standing == RolloutStanding.Active).Rollout;
            t.Expect(standing == t.Id(next), $"{standing} is active, not {t.Id(next)}");
            active = standing;
        }
    }

    private static async Task ApplicationsDoNotWait(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.StartedAsync(store).ConfigureAwait(false);
        await t.StartedAsync(store, "second", t.Other).ConfigureAwait(false);
    }

    private static async Task OneActiveOfMany(StoreTrial t)
    {
        var stores = new[] { await t.CreateAsync().ConfigureAwait(false), await t.CreateAsync().ConfigureAwait(false) };
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => t.StartAsync(stores[i % 2], t.StartOf($"r{i}")), t.Cancellation))).ConfigureAwait(false);
        t.Expect(results.Count(result => result.Status == StartStatus.Started) == 1 && results.Count(result => result.Status == StartStatus.Refused) == 7,
            $"8 starts at once were {string.Join(", ", results.Select(result => result.Status))}");
    }

    private static async Task CancelledStart(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("StartAsync", ct => store.StartAsync(t.StartOf("first"), ct)).ConfigureAwait(false);
        await t.ExpectHeadAsync(store, t.Id("first"), 0).ConfigureAwait(false);
    }
}
