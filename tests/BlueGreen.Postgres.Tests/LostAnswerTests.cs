using BlueGreen.Journal;
using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.Signals;

namespace BlueGreen.Postgres.Tests;

/// <summary>Answers that do not arrive although the server committed.</summary>
public sealed class LostAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_append_whose_answer_is_lost_is_found_by_its_event_id_and_is_not_repeated()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var wire = new FaultyWire(database.Cluster.Port);
        var store = new PostgresRolloutStore(database.Open(connectionString: Through(database, wire)));
        var lease = await store.DriveAsync();
        var request = Rollouts.Append(lease, 1);

        wire.LoseNextAnswer();
        var failure = await Assert.ThrowsAsync<ProviderException>(() => store.AppendAsync(request, Cancellation));

        Assert.True(failure.IsTransient);
        Assert.Contains("Whether it was written is unknown", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, wire.Lost);
        Assert.Equal(request.EventId, Assert.Single(await store.ReadAsync(lease.Rollout, 1, Cancellation)).EventId);
        Assert.Equal(AppendStatus.HeadMoved, (await store.AppendAsync(request, Cancellation)).Status);
    }

    [Fact]
    public async Task A_start_and_a_signal_whose_answers_are_lost_are_repeated_and_answered_as_the_first_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var wire = new FaultyWire(database.Cluster.Port);
        var store = new PostgresRolloutStore(database.Open(connectionString: Through(database, wire)));
        await store.DriveAsync();

        wire.LoseNextAnswer();
        var queued = await store.StartAsync(Rollouts.Start("second", ifActive: IfActive.Queue), Cancellation);
        wire.LoseNextAnswer();
        var receipt = await store.SendAsync(new("first"), new() { Id = "s1", Kind = SignalKind.Pause, By = "ann" }, Cancellation);

        Assert.Equal(2, wire.Lost);
        Assert.Equal(StartStatus.Queued, queued.Status);
        Assert.Equal(SignalReceipt.Stored, receipt);
        Assert.Single(await store.ReadInboxAsync(new("first"), 0, Cancellation));
    }

    [Fact]
    public async Task Watches_look_by_themselves_where_notifications_do_not_arrive()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var wire = new FaultyWire(database.Cluster.Port) { LosesNotifications = true };
        var watcher = new PostgresRolloutStore(database.Open(new() { BackstopInterval = TimeSpan.FromMinutes(10) }, Through(database, wire)));
        var writer = new PostgresRolloutStore(database.Open());
        var lease = await writer.DriveAsync();

        await using var watch = watcher.WatchAsync(lease.Rollout, 0, Cancellation).GetAsyncEnumerator(Cancellation);
        for (var head = 1; head <= 3; head++)
        {
            Assert.True(await watch.MoveNextAsync());
            Assert.Equal(head, watch.Current.Sequence);
            await writer.AppendAsync(Rollouts.Append(lease, head), Cancellation);
        }
    }

    private static string Through(TestDatabase database, FaultyWire wire) => $"{database.ConnectionString};Port={wire.Port};SSL Mode=Disable";
}
