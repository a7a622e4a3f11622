using BlueGreen.Journal;
using BlueGreen.Postgres.Artifacts;
using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests;

/// <summary>Connections and servers that go away in the middle.</summary>
public sealed class OutageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_that_are_terminated_again_and_again_lose_no_event_and_write_none_twice()
    {
        await using var database = await TestDatabase.CreateAsync();
        var writer = new PostgresRolloutStore(database.Open());
        var watcher = new PostgresRolloutStore(database.Open());
        var lease = await writer.DriveAsync();
        using var ended = new CancellationTokenSource();
        var watching = CollectAsync(watcher, lease.Rollout);
        var terminating = TerminateAsync(database, ended.Token);

        await AppendAllAsync(writer, lease, 60);
        await ended.CancelAsync();
        var terminated = await terminating;
        await AppendSurelyAsync(writer, Rollouts.Append(lease, 61, Rollouts.Closed));

        Assert.True(terminated > 0, "No connection was terminated.");
        Assert.Equal(Enumerable.Range(1, 62).Select(i => (long)i), (await watching).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task A_server_that_restarts_at_once_keeps_what_it_answered_and_watches_go_on()
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true);
        await using var database = await TestDatabase.CreateAsync(cluster);
        var store = new PostgresRolloutStore(database.Open());
        var lease = await store.DriveAsync();
        var watching = CollectAsync(new PostgresRolloutStore(database.Open()), lease.Rollout);
        await store.AppendAsync(Rollouts.Append(lease, 1), Cancellation);

        await cluster.StopServerAsync();
        var failure = await Assert.ThrowsAsync<ProviderException>(() => store.ReadAsync(lease.Rollout, 0, Cancellation));
        await cluster.StartServerAsync();
        await AppendSurelyAsync(store, Rollouts.Append(lease, 2));
        await AppendSurelyAsync(store, Rollouts.Append(lease, 3, Rollouts.Closed));

        Assert.True(failure.IsTransient);
        Assert.Equal([1, 2, 3, 4], (await watching).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task A_full_disk_is_a_transient_failure_that_keeps_what_was_there()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var disk = await SmallDisk.MountAsync(megabytes: 24);
        Assert.SkipWhen(disk is null, "This machine lets the tests mount no tmpfs; only root may.");
        await cluster.ExecuteAsync($"create tablespace small location '{disk.Folder}'");
        await cluster.ExecuteAsync("create database full_soon tablespace small");
        await using var database = new PostgresDatabase(cluster.ConnectionString("full_soon"));
        var store = new PostgresArtifactStore(database);
        await store.WriteAsync(new("shop", "small"), new MemoryStream([1, 2, 3]), Cancellation);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => store.WriteAsync(new("shop", "large"), new MemoryStream(new byte[32 << 20]), Cancellation));

        Assert.True(failure.IsTransient);
        Assert.Contains("53100", failure.Message, StringComparison.Ordinal);
        Assert.Null(await store.OpenAsync(new("shop", "large"), Cancellation));
        await using var kept = await store.OpenAsync(new("shop", "small"), Cancellation);
        Assert.Equal(3, kept!.Length);
    }

    private static async Task AppendAllAsync(PostgresRolloutStore store, Lease lease, int count)
    {
        for (var head = 1; head <= count; head++)
        {
            await AppendSurelyAsync(store, Rollouts.Append(lease, head));
        }
    }

    /// <summary>Does what a driver does: after an unknown outcome it looks for its event before it repeats.</summary>
    private static async Task AppendSurelyAsync(PostgresRolloutStore store, AppendRequest request)
    {
        while (true)
        {
            try
            {
                if ((await store.AppendAsync(request, Cancellation)).Status == AppendStatus.Appended)
                {
                    return;
                }

                Assert.Contains(await store.ReadAsync(request.Rollout, request.ExpectedHead, Cancellation), entry => entry.EventId == request.EventId);
                return;
            }
            catch (ProviderException failure) when (failure.IsTransient)
            {
            }
        }
    }

    private static async Task<List<JournalEntry>> CollectAsync(PostgresRolloutStore store, RolloutId rollout)
    {
        List<JournalEntry> seen = [];
        await foreach (var entry in store.WatchAsync(rollout, 0, Cancellation))
        {
            seen.Add(entry);
        }

        return seen;
    }

    private static async Task<long> TerminateAsync(TestDatabase database, CancellationToken ended)
    {
        var terminated = 0L;
        while (!ended.IsCancellationRequested)
        {
            terminated += await database.Cluster.TerminateConnectionsAsync(database.Name);
        }

        return terminated;
    }
}
