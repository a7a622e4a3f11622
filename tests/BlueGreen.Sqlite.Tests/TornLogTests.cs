using BlueGreen.Journal;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Tests.Fixtures;

namespace BlueGreen.Sqlite.Tests;

/// <summary>The write-ahead log after a crash: its last commits are there whole or not at all, wherever it was cut or garbled.</summary>
public sealed class TornLogTests : IAsyncLifetime, IDisposable
{
    private const int Written = 24;

    private readonly DatabaseFolder _folder = new();
    private byte[] _main = [];
    private byte[] _log = [];
    private string[] _entries = [];
    private int _copies;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var store = _folder.Store();
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        for (var head = 1; head < Written; head++)
        {
            await Rollouts.AppendedAsync(store, lease, head, cancellationToken: Cancellation);
        }

        _entries = [.. (await store.ReadAsync(lease.Rollout, 0, Cancellation)).Select(JournalJson.Write)];
        _main = await File.ReadAllBytesAsync(_folder.Database, Cancellation);
        _log = await File.ReadAllBytesAsync($"{_folder.Database}-wal", Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cut_log_loses_last_commits_whole()
    {
        var previous = 0;
        for (var length = 0; length <= _log.Length; length += length < 32 + 4120 ? 103 : 517)
        {
            var there = await ReadAsync(_log[..length]);
            Assert.True(there >= previous, $"with {length} bytes of the log {there} entries are there, with fewer bytes there were {previous}");
            previous = there;
        }

        Assert.Equal(Written, await ReadAsync(_log));
    }

    [Fact]
    public async Task A_garbled_log_ends_before_the_damage()
    {
        for (var place = 40; place < _log.Length; place += 1511)
        {
            var log = (byte[])_log.Clone();
            log[place] ^= 0x10;
            await ReadAsync(log);
        }
    }

    [Fact]
    public async Task A_cut_journal_goes_on()
    {
        var there = await ReadAsync(_log[..(_log.Length - 100)], async (store, head) =>
        {
            var lease = Assert.Single(await store.ClaimAsync(new("host-2", TimeSpan.FromMinutes(5), 1), Cancellation));
            await Rollouts.AppendedAsync(store, lease, head, cancellationToken: Cancellation);
            Assert.Equal(head + 1, (await store.ReadAsync(lease.Rollout, 0, Cancellation)).Length);
        });
        Assert.Equal(Written - 1, there);
    }

    /// <summary>Opens a copy with another log, and checks that what is read is a beginning of the journal.</summary>
    private async Task<int> ReadAsync(byte[] log, Func<SqliteRolloutStore, int, Task>? then = null)
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder.FullName, $"copy-{_copies++}")).FullName;
        var path = Path.Combine(copy, "rollouts.db");
        await File.WriteAllBytesAsync(path, _main, Cancellation);
        await File.WriteAllBytesAsync($"{path}-wal", log, Cancellation);
        using var store = new SqliteRolloutStore(new SqliteOptions { Path = path }, new LateClock());
        var entries = (await store.ReadAsync(new("r-1"), 0, Cancellation)).Select(JournalJson.Write).ToArray();
        Assert.Equal(_entries[..entries.Length], entries);
        await foreach (var summary in store.ListAsync(new(), Cancellation))
        {
            Assert.Equal(entries.Length > 0, summary.Rollout == new RolloutId("r-1"));
        }

        if (then is not null)
        {
            await then(store, entries.Length);
        }

        store.Dispose();
        Directory.Delete(copy, recursive: true);
        return entries.Length;
    }

    /// <summary>Past all leases.</summary>
    private sealed class LateClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromHours(1);
    }
}
