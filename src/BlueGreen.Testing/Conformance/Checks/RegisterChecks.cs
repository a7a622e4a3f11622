namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every traffic register promises.</summary>
internal static partial class RegisterChecks
{
    private const string Write = "ITrafficRegister.WriteAsync";
    private const string Acknowledge = "ITrafficRegister.AcknowledgeAsync";
    private const string Watch = "ITrafficRegister.WatchAsync";

    public static IReadOnlyList<CheckDefinition<RegisterTrial>> All { get; } = [.. Entries, .. Silences, .. Withdrawals];

    private static IEnumerable<CheckDefinition<RegisterTrial>> Entries =>
    [
        new("nothing-written-is-null", "An application that nothing was written for has no entry.", "ITrafficRegister.ReadAsync", "Answer null.", NothingWritten),
        new("written-is-read", "An entry is read as it was written, with its deployments, by every process.", Write, "Keep all members, endpoints and missing versions, too.", WrittenIsRead),
        new("newer-replaces", "A higher token replaces the entry; an equal one is taken, too.", Write, "Refuse lower tokens only.", NewerReplaces),
        new("older-is-refused", "A lower token is refused by answering false, epochs before intents, and the entry stays.", Write, "Compare epoch and intent in the statement that writes.", OlderIsRefused),
        new("highest-of-many-stays", "Of many writes at once the one with the highest token stays.", Write, "Compare and write in one statement.", HighestOfManyStays),
        new("applications-are-apart", "What is written and acknowledged for one application is not seen for another.", "ITrafficRegister", "Key everything by application.", ApplicationsAreApart),
        new("acknowledgements-are-listed", "Each router is listed once with what it last acknowledged, or null when it has none.", Acknowledge, "Keep one row per router.", AcknowledgementsAreListed),
        new("watch-yields-present-then-newer", "A watch yields the present entry, then each newer one, also of other processes, never an older one, until it is cancelled.", Watch,
            "Read, wait, read again; skip what is not newer.", WatchYields),
        new("watch-waits-for-the-first", "A watch of an application without an entry waits for the first.", Watch, "Do not end, and do not yield null.", WatchWaits),
        new("cancelled-write-does-nothing", "A write whose token is cancelled already throws OperationCanceledException and changes nothing.", Write, "Pass the token on.", CancelledWrite),
        new("cancelled-read-throws", "Reads whose token is cancelled already throw OperationCanceledException.", "ITrafficRegister.ReadAsync", "Pass the token on.", CancelledRead),
    ];

    private static async Task NothingWritten(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        var entry = await t.CallAsync("ReadAsync", ct => register.ReadAsync(t.Shop, ct)).ConfigureAwait(false);
        t.Expect(entry is null, $"ReadAsync answered {entry}");
        await t.ExpectRoutersAsync(register).ConfigureAwait(false);
    }

    private static async Task WrittenIsRead(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(register, t.EntryOf(1, 12.34)).ConfigureAwait(false);
        await t.ExpectAsync(register, t.EntryOf(1, 12.34)).ConfigureAwait(false);
        await t.ExpectAsync(await t.CreateAsync().ConfigureAwait(false), t.EntryOf(1, 12.34)).ConfigureAwait(false);
    }

    private static async Task NewerReplaces(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        foreach (var entry in new[] { t.EntryOf(5), t.EntryOf(5), t.EntryOf(6, 20), t.EntryOf(1, 30, epoch: 1), t.EntryOf(1, 40, epoch: 1) })
        {
            await t.WriteAsync(register, entry).ConfigureAwait(false);
            await t.ExpectAsync(register, entry).ConfigureAwait(false);
        }
    }

    private static async Task OlderIsRefused(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        var present = t.EntryOf(5, epoch: 1);
        await t.WriteAsync(register, present).ConfigureAwait(false);
        await t.WriteAsync(register, t.EntryOf(4, 20, epoch: 1), isTaken: false).ConfigureAwait(false);
        await t.WriteAsync(await t.CreateAsync().ConfigureAwait(false), t.EntryOf(9, 30), isTaken: false).ConfigureAwait(false);
        await t.ExpectAsync(register, present).ConfigureAwait(false);
    }

    private static async Task HighestOfManyStays(RegisterTrial t)
    {
        var registers = new[] { await t.CreateAsync().ConfigureAwait(false), await t.CreateAsync().ConfigureAwait(false) };
        await Task.WhenAll(Enumerable.Range(1, 16).Select(intent => Task.Run(
            () => t.CallAsync($"WriteAsync with intent {intent}", ct => registers[intent % 2].WriteAsync(t.EntryOf(intent, intent), ct)), t.Cancellation))).ConfigureAwait(false);
        await t.ExpectAsync(registers[0], t.EntryOf(16, 16)).ConfigureAwait(false);
    }

    private static async Task ApplicationsAreApart(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(register, t.EntryOf(5)).ConfigureAwait(false);
        await t.WriteAsync(register, t.EntryOf(1, 70, application: t.Other)).ConfigureAwait(false);
        await t.CallAsync("AcknowledgeAsync for the other application", ct => register.AcknowledgeAsync(t.Other, "edge", t.Token(1), null, ct)).ConfigureAwait(false);
        await t.ExpectAsync(register, t.EntryOf(5)).ConfigureAwait(false);
        await t.ExpectAsync(register, t.EntryOf(1, 70, application: t.Other)).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register).ConfigureAwait(false);
    }

    private static async Task AcknowledgementsAreListed(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        await t.AcknowledgeAsync(register, "a", null).ConfigureAwait(false);
        await t.AcknowledgeAsync(register, "b", t.Token(1)).ConfigureAwait(false);
        await t.AcknowledgeAsync(await t.CreateAsync().ConfigureAwait(false), "b", t.Token(2)).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register, ("a", null), ("b", t.Token(2))).ConfigureAwait(false);
    }

    private static async Task WatchYields(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        var writer = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(writer, t.EntryOf(1)).ConfigureAwait(false);
        var watch = register.WatchAsync(t.Shop, t.Cancellation).GetAsyncEnumerator(t.Cancellation);
        await using (watch.ConfigureAwait(false))
        {
            for (var intent = 1; intent <= 3; intent++)
            {
                var moved = await t.CallAsync("waited for the watch", _ => watch.MoveNextAsync().AsTask()).ConfigureAwait(false);
                t.Expect(moved && RegisterTrial.AreSame(watch.Current, t.EntryOf(intent)), $"the watch {(moved ? $"yielded the entry with token {watch.Current.Token}" : "ended")}, not the one with token {t.Token(intent)}");
                await t.WriteAsync(writer, t.EntryOf(intent + 1)).ConfigureAwait(false);
            }
        }

        await t.InterruptAsync("WatchAsync", async ct =>
        {
            await foreach (var entry in register.WatchAsync(t.Shop, ct).ConfigureAwait(false))
            {
                t.Note($"it yielded the entry with token {entry.Token}");
            }
        }).ConfigureAwait(false);
    }

    private static async Task WatchWaits(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        var watch = register.WatchAsync(t.Shop, t.Cancellation).GetAsyncEnumerator(t.Cancellation);
        await using (watch.ConfigureAwait(false))
        {
            var first = watch.MoveNextAsync().AsTask();
            await t.WriteAsync(await t.CreateAsync().ConfigureAwait(false), t.EntryOf(1)).ConfigureAwait(false);
            var moved = await t.CallAsync("waited for the watch", _ => first).ConfigureAwait(false);
            t.Expect(moved && RegisterTrial.AreSame(watch.Current, t.EntryOf(1)), $"the watch {(moved ? $"yielded {watch.Current}" : "ended")}");
        }
    }

    private static async Task CancelledWrite(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(register, t.EntryOf(1)).ConfigureAwait(false);
        await t.CancelledAsync("WriteAsync", ct => register.WriteAsync(t.EntryOf(2, 50), ct)).ConfigureAwait(false);
        await t.ExpectAsync(register, t.EntryOf(1)).ConfigureAwait(false);
        await t.CancelledAsync("AcknowledgeAsync", ct => register.AcknowledgeAsync(t.Shop, "a", null, null, ct)).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register).ConfigureAwait(false);
    }

    private static async Task CancelledRead(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadAsync", ct => register.ReadAsync(t.Shop, ct)).ConfigureAwait(false);
        await t.CancelledAsync("ReadAcknowledgementsAsync", ct => register.ReadAcknowledgementsAsync(t.Shop, ct)).ConfigureAwait(false);
    }
}
