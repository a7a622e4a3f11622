namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every keeper of cursors promises.</summary>
internal static partial class CursorChecks
{
    private const string Read = "INotificationCursors.ReadAsync";
    private const string Write = "INotificationCursors.WriteAsync";

    public static IReadOnlyList<CheckDefinition<CursorTrial>> All { get; } = [.. Cursors, .. Claims];

    private static IEnumerable<CheckDefinition<CursorTrial>> Cursors =>
    [
        new("nothing-told-is-zero", "A subscriber that was not told of a rollout is at 0.", Read, "Answer 0 for what is not there.", NothingTold),
        new("written-is-read", "What was written is read, by every process, also past 32 bits.", Write, "Keep a 64-bit number, and write it before you return.", WrittenIsRead),
        new("higher-replaces", "A higher number replaces the one before.", Write, "Write the greater of both.", HigherReplaces),
        new("lower-changes-nothing", "A lower number than before changes nothing, and is no error.", Write, "Write the greater of both, in one statement.", LowerChangesNothing),
        new("write-is-repeatable", "The same number may be written again, also after a call that was cancelled.", Write, "Insert or update; an equal number is no conflict.", WriteIsRepeatable),
        new("subscribers-are-apart", "Each subscriber has cursors of its own; names that differ by case only are different.", "INotificationCursors", "Key by subscriber, compared exactly.", SubscribersAreApart),
        new("rollouts-are-apart", "A subscriber has a cursor for each rollout.", "INotificationCursors", "Key by rollout as well.", RolloutsAreApart),
        new("highest-of-many-stays", "Of many writes at once the highest number stays.", Write, "Compare and write in one statement.", HighestOfManyStays),
        new("cursors-need-no-claim", "A cursor is written and kept whoever has the right to tell: what was told was told.", Write, "Keep cursors and claims apart.", CursorsNeedNoClaim),
        new("cancelled-write-does-nothing", "A write whose token is cancelled already throws OperationCanceledException and changes nothing.", Write, "Pass the token on.", CancelledWrite),
        new("cancelled-read-throws", "A read whose token is cancelled already throws OperationCanceledException.", Read, "Pass the token on.", CancelledRead),
    ];

    private static async Task NothingTold(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), 0).ConfigureAwait(false);
    }

    private static async Task WrittenIsRead(CursorTrial t)
    {
        const long Large = (1L << 40) + 1;
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), Large).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), Large).ConfigureAwait(false);
        await t.ExpectAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, t.Id("first"), Large).ConfigureAwait(false);
    }

    private static async Task HigherReplaces(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        foreach (var sequence in new[] { 1, 2, 9, 10, 100 })
        {
            await t.WriteAsync(cursors, t.Mail, t.Id("first"), sequence).ConfigureAwait(false);
            await t.ExpectAsync(cursors, t.Mail, t.Id("first"), sequence).ConfigureAwait(false);
        }
    }

    private static async Task LowerChangesNothing(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), 10).ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), 9).ConfigureAwait(false);
        await t.WriteAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, t.Id("first"), 0).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), 10).ConfigureAwait(false);
    }

    private static async Task WriteIsRepeatable(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.InterruptAsync("WriteAsync of 5", ct => cursors.WriteAsync(t.Mail, t.Id("first"), 5, ct)).ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), 5).ConfigureAwait(false);
        await t.WriteAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, t.Id("first"), 5).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), 5).ConfigureAwait(false);
    }

    private static async Task SubscribersAreApart(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        var shouting = t.Chat.ToUpperInvariant();
        await t.WriteAsync(cursors, t.Chat, t.Id("first"), 5).ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), 3).ConfigureAwait(false);
        await t.ExpectAsync(cursors, shouting, t.Id("first"), 0).ConfigureAwait(false);
        await t.WriteAsync(cursors, shouting, t.Id("first"), 7).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Chat, t.Id("first"), 5).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), 3).ConfigureAwait(false);
    }

    private static async Task RolloutsAreApart(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), 5).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("second"), 0).ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("second"), 2).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), 5).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("second"), 2).ConfigureAwait(false);
    }

    private static async Task HighestOfManyStays(CursorTrial t)
    {
        var all = new[] { await t.CreateAsync().ConfigureAwait(false), await t.CreateAsync().ConfigureAwait(false) };
        await Task.WhenAll(Enumerable.Range(1, 16).Select(sequence => Task.Run(() => t.WriteAsync(all[sequence % 2], t.Mail, t.Id("first"), sequence), t.Cancellation))).ConfigureAwait(false);
        await t.ExpectAsync(all[0], t.Mail, t.Id("first"), 16).ConfigureAwait(false);
    }

    private static async Task CursorsNeedNoClaim(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), 3).ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.WriteAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, t.Id("first"), 4).ConfigureAwait(false);
        await t.ReleaseAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), 4).ConfigureAwait(false);
    }

    private static async Task CancelledWrite(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(cursors, t.Mail, t.Id("first"), 1).ConfigureAwait(false);
        await t.CancelledAsync("WriteAsync", ct => cursors.WriteAsync(t.Mail, t.Id("first"), 2, ct)).ConfigureAwait(false);
        await t.ExpectAsync(cursors, t.Mail, t.Id("first"), 1).ConfigureAwait(false);
    }

    private static async Task CancelledRead(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadAsync", ct => cursors.ReadAsync(t.Mail, t.Id("first"), ct)).ConfigureAwait(false);
    }
}
