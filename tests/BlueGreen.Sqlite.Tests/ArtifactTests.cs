using BlueGreen.Artifacts;
using BlueGreen.Sqlite.Artifacts;
using BlueGreen.Sqlite.Tests.Fixtures;

namespace BlueGreen.Sqlite.Tests;

/// <summary>What the artifact store does beyond the contract's checks.</summary>
public sealed class ArtifactTests : IDisposable
{
    private static readonly ArtifactName Dump = new("r-1", "dump.sql");

    private readonly DatabaseFolder _folder = new();
    private readonly MovedClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_reads_reads_on_what_was_there_while_it_is_replaced()
    {
        var (store, other) = (_folder.Artifacts(), _folder.Artifacts());
        await WriteAsync(store, Dump, 3_500_000, 1);
        await using var stream = (await store.OpenAsync(Dump, Cancellation))!;
        var content = new byte[3_500_000];
        await stream.ReadExactlyAsync(content.AsMemory(0, 10), Cancellation);
        await WriteAsync(other, Dump, 100, 2);
        await other.DeleteAsync(Dump, Cancellation);
        await stream.ReadExactlyAsync(content.AsMemory(10), Cancellation);
        Assert.True(content.AsSpan().IndexOfAnyExcept((byte)1) < 0);
        Assert.Equal(0, await stream.ReadAsync(content, Cancellation));
        Assert.Null(await store.OpenAsync(Dump, Cancellation));
    }

    [Fact]
    public async Task Others_write_while_one_is_slow()
    {
        var (store, other) = (_folder.Artifacts(), _folder.Artifacts());
        using var slow = new GatedStream();
        var writing = store.WriteAsync(Dump, slow, Cancellation);
        await slow.Asked.Task.WaitAsync(Cancellation);
        await WriteAsync(other, new("r-2", "log.txt"), 10, 7);
        await WriteAsync(store, new("r-3", "log.txt"), 10, 7);
        slow.Open.SetResult();
        await writing;
        Assert.NotNull(await other.OpenAsync(Dump, Cancellation));
    }

    [Fact]
    public async Task Old_ones_go_and_baselines_stay()
    {
        var store = _folder.Artifacts(options => options.ArtifactMaximumAge = TimeSpan.FromDays(30), _clock);
        await WriteAsync(store, Dump, 10, 1);
        await WriteAsync(store, new("shop", "baseline-load"), 10, 1);
        _clock.Move(TimeSpan.FromDays(20));
        await WriteAsync(store, new("r-2", "log.txt"), 10, 1);
        _clock.Move(TimeSpan.FromDays(20));
        await WriteAsync(store, new("r-3", "log.txt"), 10, 1);
        Assert.Empty(await ListAsync(store, "r-1"));
        Assert.Single(await ListAsync(store, "shop"));
        Assert.Single(await ListAsync(store, "r-2"));
    }

    [Fact]
    public async Task What_a_writer_that_crashed_left_is_not_seen_and_goes()
    {
        var store = _folder.Artifacts(clock: _clock);
        using var slow = new GatedStream();
        using var stop = new CancellationTokenSource();
        var writing = store.WriteAsync(Dump, slow, stop.Token);
        await slow.Asked.Task.WaitAsync(Cancellation);
        Assert.Empty(await ListAsync(store, Dump.Owner));
        Assert.Null(await store.OpenAsync(Dump, Cancellation));
        _clock.Move(TimeSpan.FromDays(2));
        await WriteAsync(_folder.Artifacts(clock: _clock), new("r-2", "log.txt"), 10, 1);
        slow.Open.SetResult();
        Assert.Contains("was given up", (await Assert.ThrowsAsync<ProviderException>(() => writing)).Message);
    }

    private static async Task WriteAsync(SqliteArtifactStore store, ArtifactName name, int length, byte value)
    {
        var content = new byte[length];
        Array.Fill(content, value);
        using var stream = new MemoryStream(content);
        await store.WriteAsync(name, stream, Cancellation);
    }

    private static async Task<List<string>> ListAsync(SqliteArtifactStore store, string owner)
    {
        var names = new List<string>();
        await foreach (var name in store.ListAsync(owner, Cancellation))
        {
            names.Add(name.Name);
        }

        return names;
    }
}
