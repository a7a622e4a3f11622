using System.Runtime.Versioning;
using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Sqlite.Connections;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Tests;

/// <summary>What the store says when its file cannot be used, and that nothing is half done.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        var path = Path.Combine(_folder.FullName, "missing", "rollouts.db");
        await IsPermanentAsync(path, "its folder does not exist");
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    public Task A_folder_is_refused() => IsPermanentAsync(_folder.FullName, "is a folder");

    [Fact]
    public async Task Another_programs_file_is_refused_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("no database at all\n", 400));
        await File.WriteAllTextAsync(_folder.Database, text, Cancellation);
        await IsPermanentAsync(_folder.Database, "no SQLite database");
        Assert.Equal(text, await File.ReadAllTextAsync(_folder.Database, Cancellation));
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_as_it_is()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            connection.Open();
            connection.Run("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)");
        }

        var content = await File.ReadAllBytesAsync(_folder.Database, Cancellation);
        await IsPermanentAsync(_folder.Database, "not BlueGreen's");
        Assert.Equal(content, await File.ReadAllBytesAsync(_folder.Database, Cancellation));
    }

    [Fact]
    public async Task An_emptied_file_is_refused_and_not_made_anew()
    {
        await WrittenAsync();
        await File.WriteAllBytesAsync(_folder.Database, [], Cancellation);
        await IsPermanentAsync(_folder.Database, "empty file");
        Assert.Equal(0, new FileInfo(_folder.Database).Length);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(4096, 90_000)]
    public async Task A_garbled_file_is_reported_and_not_made_anew(int from, int length)
    {
        await WrittenAsync();
        var content = await File.ReadAllBytesAsync(_folder.Database, Cancellation);
        content.AsSpan(from, Math.Min(length, content.Length - from)).Fill(0xA5);
        await File.WriteAllBytesAsync(_folder.Database, content, Cancellation);
        await IsPermanentAsync(_folder.Database, "damaged");
        Assert.Equal(content, await File.ReadAllBytesAsync(_folder.Database, Cancellation));
    }

    [Fact]
    public async Task A_shortened_file_is_reported()
    {
        await WrittenAsync();
        var content = await File.ReadAllBytesAsync(_folder.Database, Cancellation);
        await File.WriteAllBytesAsync(_folder.Database, content[..(content.Length / 2)], Cancellation);
        await IsPermanentAsync(_folder.Database, "damaged");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_read_only_file_is_named()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await OrdinaryUser.RunAsync($"{typeof(TroubleTests).FullName}.{nameof(A_read_only_file_is_named)}", Cancellation);
            return;
        }

        await WrittenAsync();
        File.SetUnixFileMode(_folder.Database, UnixFileMode.UserRead);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => _folder.Store().StartAsync(Rollouts.Start("r-2", "other"), Cancellation));
        Assert.Contains(_folder.Database, failure.Message);
        Assert.Contains("may not write", failure.Message);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task A_full_disk_fails_as_transient_and_what_was_written_can_be_read()
    {
        var store = _folder.Store(options => options.MaximumBytes = SqliteOptions.SmallestMaximum);
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        var head = 1L;
        var failure = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            for (; head < 100_000; head++)
            {
                await Rollouts.AppendedAsync(store, lease, head, new StepStarted(0, new string('x', 10_000)), Cancellation);
            }
        });
        Assert.True(failure.IsTransient);
        Assert.Contains(_folder.Database, failure.Message);
        Assert.Contains("MaximumBytes", failure.Message);

        Assert.Equal(head, (await store.ReadAsync(lease.Rollout, 0, Cancellation))[^1].Sequence);
        await Rollouts.AppendedAsync(_folder.Store(), lease, head, cancellationToken: Cancellation);
        Assert.Equal(head + 1, (await store.ReadAsync(lease.Rollout, 0, Cancellation))[^1].Sequence);
    }

    [Fact]
    public async Task An_artifact_that_does_not_fit_leaves_nothing()
    {
        var artifacts = _folder.Artifacts(options => options.MaximumBytes = 2 * SqliteOptions.SmallestMaximum);
        var name = new ArtifactName("r-1", "dump.sql");
        using (var small = new MemoryStream([1, 2, 3]))
        {
            await artifacts.WriteAsync(name, small, Cancellation);
        }

        using var large = new MemoryStream(new byte[4 << 20]);
        Assert.True((await Assert.ThrowsAsync<ProviderException>(() => artifacts.WriteAsync(name, large, Cancellation))).IsTransient);
        await using var kept = await artifacts.OpenAsync(name, Cancellation);
        Assert.Equal([1, 2, 3], ReadAll(kept!));
        Assert.Equal(1L, Count("SELECT count(*) FROM artifact"));
        Assert.Equal(1L, Count("SELECT count(*) FROM artifact_chunk"));
    }

    [Fact]
    public async Task A_writer_that_does_not_end_is_waited_for_and_then_reported_as_transient()
    {
        var lease = await WrittenAsync();
        using var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        other.Open();
        other.Run("BEGIN IMMEDIATE");
        var store = _folder.Store(options => options.BusyTimeout = TimeSpan.FromSeconds(1));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => store.AppendAsync(Rollouts.AppendOf(lease, 2), Cancellation));
        Assert.True(failure.IsTransient);
        Assert.Contains("BusyTimeout", failure.Message);
        Assert.Equal(2, (await store.ReadAsync(lease.Rollout, 0, Cancellation)).Length);
        other.Run("ROLLBACK");
        await Rollouts.AppendedAsync(store, lease, 2, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Calls_after_the_end_say_so()
    {
        var store = _folder.Store();
        store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.ReadAsync(new("r-1"), 0, Cancellation));
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private async Task<Lease> WrittenAsync()
    {
        using var store = _folder.Store();
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        await Rollouts.AppendedAsync(store, lease, 1, cancellationToken: Cancellation);
        return lease;
    }

    private static async Task IsPermanentAsync(string path, string why)
    {
        using var store = new SqliteRolloutStore(new SqliteOptions { Path = path });
        foreach (var call in new Func<Task>[]
        {
            () => store.ReadAsync(new("r-1"), 0, Cancellation),
            () => store.StartAsync(Rollouts.Start("r-2", "other"), Cancellation),
        })
        {
            var failure = await Assert.ThrowsAsync<ProviderException>(call);
            Assert.False(failure.IsTransient);
            Assert.Contains(path, failure.Message);
            Assert.Contains(why, failure.Message);
        }
    }

    private object? Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        return connection.Run(sql);
    }
}
