using System.Text;
using BlueGreen.Artifacts;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every artifact store promises.</summary>
internal static class ArtifactChecks
{
    private const string Write = "IArtifactStore.WriteAsync";

    public static IReadOnlyList<CheckDefinition<ArtifactTrial>> All { get; } =
    [
        new("written-is-opened", "An artifact is opened as it was written, byte for byte, by every process; an empty one and a large one, too.", Write, "Write binary, and flush.", WrittenIsOpened),
        new("missing-is-null", "An artifact that was never written is null, not an exception.", "IArtifactStore.OpenAsync", "Answer null where there is none of that name.", MissingIsNull),
        new("write-replaces", "Writing again replaces the whole artifact.", Write, "Replace; neither append nor overwrite in place.", WriteReplaces),
        new("half-read-content-is-not-kept", "Where the content breaks off, nothing of it is kept, and an earlier artifact of the name stays.", Write,
            "Write beside it, and rename when all is there.", HalfReadIsNotKept),
        new("interrupted-write-keeps-nothing", "A write that is cancelled midway keeps nothing, and throws OperationCanceledException.", Write, "Write beside it, and remove what is partial.", InterruptedWrite),
        new("names-are-kept", "Any name is kept apart from any other: with slashes, dots, spaces, letters of other scripts, or different case.", "ArtifactName",
            "Encode names where the medium is narrower; never use them as paths.", NamesAreKept),
        new("list-is-of-one-owner", "A list holds all artifacts of the owner, each once, and of nobody else.", "IArtifactStore.ListAsync", "Compare owners as a whole, not by prefix.", ListIsOfOneOwner),
        new("deleted-is-gone", "A deleted artifact is neither opened nor listed; deleting it again is harmless, and others stay.", "IArtifactStore.DeleteAsync", "Treat what is gone as deleted.", DeletedIsGone),
        new("streams-are-independent", "Two who open an artifact read it from the beginning, each.", "IArtifactStore.OpenAsync", "Open a stream for each.", StreamsAreIndependent),
        new("writes-at-once-end-whole", "Of many writes at once one is kept, whole.", Write, "Replace in one step.", WritesAtOnce),
        new("cancelled-calls-do-nothing", "A call whose token is cancelled already throws OperationCanceledException and changes nothing.", "IArtifactStore", "Pass the token on.", CancelledCalls),
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task WrittenIsOpened(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var large = new byte[1_000_003];
        new Random(1).NextBytes(large);
        foreach (var (name, content) in new[] { ("small", Text("a\r\nb\0c")), ("empty", []), ("large", large) })
        {
            await t.WriteAsync(store, t.Name(name), content).ConfigureAwait(false);
            await t.ExpectAsync(store, t.Name(name), content).ConfigureAwait(false);
            await t.ExpectAsync(await t.CreateAsync().ConfigureAwait(false), t.Name(name), content).ConfigureAwait(false);
        }
    }

    private static async Task MissingIsNull(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.ExpectAsync(store, t.Name(), null).ConfigureAwait(false);
        await t.ExpectListedAsync(store, t.Owner).ConfigureAwait(false);
    }

    private static async Task WriteReplaces(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(store, t.Name(), Text("a long first artifact")).ConfigureAwait(false);
        await t.WriteAsync(store, t.Name(), Text("short")).ConfigureAwait(false);
        await t.ExpectAsync(store, t.Name(), Text("short")).ConfigureAwait(false);
        await t.ExpectListedAsync(store, t.Owner, t.Name()).ConfigureAwait(false);
    }

    private static async Task HalfReadIsNotKept(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(store, t.Name("old"), Text("old")).ConfigureAwait(false);
        foreach (var (name, kept) in new[] { ("old", Text("old")), ("new", null) })
        {
            using var broken = new BrokenStream();
            await FailsAsync(t, $"WriteAsync({t.Name(name)}) of content that breaks off", ct => store.WriteAsync(t.Name(name), broken, ct)).ConfigureAwait(false);
            await t.ExpectAsync(store, t.Name(name), kept).ConfigureAwait(false);
        }

        await t.ExpectListedAsync(store, t.Owner, t.Name("old")).ConfigureAwait(false);
    }

    private static async Task InterruptedWrite(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        using var endless = new BrokenStream { IsEndless = true };
        var ended = false;
        await t.InterruptAsync("WriteAsync of content that does not end", async ct =>
        {
            await store.WriteAsync(t.Name(), endless, ct).ConfigureAwait(false);
            ended = true;
        }).ConfigureAwait(false);
        t.Expect(!ended, "no OperationCanceledException");
        await t.ExpectAsync(store, t.Name(), null).ConfigureAwait(false);
        await t.ExpectListedAsync(store, t.Owner).ConfigureAwait(false);
    }

    private static async Task NamesAreKept(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var names = new[] { "a/b", "a_b", "a", "A", "../a", "..", ".", "a b", "grün.log", "a%2Fb", "a\\b", "CON", new string('x', 150) }.Select(t.Name).ToArray();
        foreach (var name in names)
        {
            await t.WriteAsync(store, name, Text(name.Name)).ConfigureAwait(false);
        }

        foreach (var name in names)
        {
            await t.ExpectAsync(store, name, Text(name.Name)).ConfigureAwait(false);
        }

        await t.ExpectListedAsync(store, t.Owner, names).ConfigureAwait(false);
    }

    private static async Task ListIsOfOneOwner(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var others = new ArtifactName($"{t.Owner}0", "b");
        await t.WriteAsync(store, t.Name("a"), Text("a")).ConfigureAwait(false);
        await t.WriteAsync(store, t.Name("b"), Text("b")).ConfigureAwait(false);
        await t.WriteAsync(store, others, Text("c")).ConfigureAwait(false);
        await t.ExpectListedAsync(store, t.Owner, t.Name("a"), t.Name("b")).ConfigureAwait(false);
        await t.ExpectListedAsync(store, others.Owner, others).ConfigureAwait(false);
    }

    private static async Task DeletedIsGone(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(store, t.Name("a"), Text("a")).ConfigureAwait(false);
        await t.WriteAsync(store, t.Name("b"), Text("b")).ConfigureAwait(false);
        for (var i = 0; i < 2; i++)
        {
            await t.CallAsync("DeleteAsync", ct => store.DeleteAsync(t.Name("a"), ct)).ConfigureAwait(false);
            await t.ExpectAsync(store, t.Name("a"), null).ConfigureAwait(false);
            await t.ExpectListedAsync(store, t.Owner, t.Name("b")).ConfigureAwait(false);
        }
    }

    private static async Task StreamsAreIndependent(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(store, t.Name(), Text("whole")).ConfigureAwait(false);
        var first = await t.CallAsync("OpenAsync", ct => store.OpenAsync(t.Name(), ct)).ConfigureAwait(false);
        await using (first!.ConfigureAwait(false))
        {
            var part = new byte[3];
            await first!.ReadExactlyAsync(part, t.Cancellation).ConfigureAwait(false);
            await t.ExpectAsync(store, t.Name(), Text("whole")).ConfigureAwait(false);
        }
    }

    private static async Task WritesAtOnce(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var contents = Enumerable.Range(0, 8).Select(i => Text(new string((char)('a' + i), 20_000 + i))).ToArray();
        await Task.WhenAll(contents.Select(content => Task.Run(() => t.WriteAsync(store, t.Name(), content), t.Cancellation))).ConfigureAwait(false);
        var read = await t.ReadAsync(store, t.Name()).ConfigureAwait(false);
        t.Expect(contents.Any(content => content.AsSpan().SequenceEqual(read)), $"what is kept, {read?.Length} bytes, is none of the writes");
    }

    private static async Task CancelledCalls(ArtifactTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.WriteAsync(store, t.Name(), Text("old")).ConfigureAwait(false);
        using var content = new MemoryStream(Text("new"));
        await t.CancelledAsync("WriteAsync", ct => store.WriteAsync(t.Name(), content, ct)).ConfigureAwait(false);
        await t.CancelledAsync("DeleteAsync", ct => store.DeleteAsync(t.Name(), ct)).ConfigureAwait(false);
        await t.CancelledAsync("OpenAsync", ct => store.OpenAsync(t.Name(), ct)).ConfigureAwait(false);
        await t.ExpectAsync(store, t.Name(), Text("old")).ConfigureAwait(false);
    }

    private static async Task FailsAsync(ArtifactTrial t, string what, Func<CancellationToken, Task> call)
    {
        t.Note(what);
        try
        {
            await call(t.Cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or BlueGreenException)
        {
            return;
        }

        throw t.Failure("no exception");
    }
}
