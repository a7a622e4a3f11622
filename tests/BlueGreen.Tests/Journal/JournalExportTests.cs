using System.Text;
using BlueGreen.Journal;

namespace BlueGreen.Tests.Journal;

public sealed class JournalExportTests
{
    private static readonly RolloutId Past = new("past");
    private static readonly DateTimeOffset Then = new(2020, 2, 29, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_exported_is_taken_in_by_another_store()
    {
        InMemoryRolloutStore store = new(), other = new();
        await store.ImportAsync(PastRollouts.Make(Past, Then), Token);
        using var file = new MemoryStream();

        Assert.Equal(3, await JournalExport.WriteAsync(store, Past, file, Token));
        file.Position = 0;
        Assert.True(await other.ImportAsync(await JournalExport.ReadAsync(file, Token), Token));

        Assert.Equal((await store.ReadAsync(Past, 0, Token)).Select(JournalJson.Write), (await other.ReadAsync(Past, 0, Token)).Select(JournalJson.Write));
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.All(lines[..3], line => Assert.StartsWith("{", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_rollout_is_refused_and_nothing_written()
    {
        using var file = new MemoryStream();

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => JournalExport.WriteAsync(new InMemoryRolloutStore(), Past, file, Token));

        Assert.True(refused.IsUnknown);
        Assert.Equal(0, file.Length);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"Rollout\":\"not a name!\"}")]
    public async Task A_line_that_cannot_be_read_is_named(string broken)
    {
        var lines = PastRollouts.Make(Past, Then).Select(JournalJson.Write).ToList();
        lines.Insert(1, "");
        lines[2] = broken;

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

        Assert.Contains("Line 3 ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Text_that_is_not_UTF8_is_refused() => Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync([0x7b, 0xff, 0xfe]));

    [Fact]
    public async Task An_empty_file_has_no_entries() => Assert.Empty((await ReadAsync([])));

    private static async Task<JournalEntry[]> ReadAsync(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return [.. await JournalExport.ReadAsync(file, Token)];
    }
}
