using BlueGreen.Journal;
using BlueGreen.Signals;
using BlueGreen.Sqlite.Tests.Fixtures;

namespace BlueGreen.Sqlite.Tests;

/// <summary>What the journal does beyond the contract's checks: clocks that are set back, watches, starting anew.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();
    private readonly MovedClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Times_do_not_fall_when_the_clock_is_set_back()
    {
        var store = _folder.Store(clock: _clock);
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        var before = await Rollouts.AppendedAsync(store, lease, 1, cancellationToken: Cancellation);
        _clock.Move(-TimeSpan.FromHours(1));
        var after = await Rollouts.AppendedAsync(store, lease, 2, cancellationToken: Cancellation);
        Assert.Equal(before.StoreTime, after.StoreTime);
        Assert.Equal(after.StoreTime, (await store.ReadAsync(lease.Rollout, 2, Cancellation)).Single().At);
    }

    [Fact]
    public async Task A_dead_drivers_lease_ends_although_the_clock_was_set_back()
    {
        var store = _folder.Store(clock: _clock);
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        _clock.Move(-TimeSpan.FromDays(1));
        var claim = new ClaimRequest("host-2", TimeSpan.FromMinutes(5), 1);
        Assert.Empty(await store.ClaimAsync(claim, Cancellation));
        _clock.Move(TimeSpan.FromMinutes(6));
        Assert.Equal(lease.Epoch + 1, Assert.Single(await store.ClaimAsync(claim, Cancellation)).Epoch);
    }

    [Fact]
    public async Task A_living_drivers_lease_is_renewed_although_the_clock_was_set_back()
    {
        var store = _folder.Store(clock: _clock);
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        _clock.Move(-TimeSpan.FromDays(1));
        var renewed = Assert.Single(await store.RenewAsync([lease], TimeSpan.FromMinutes(5), Cancellation));
        Assert.True(renewed.ExpiresAt < lease.ExpiresAt);
        Assert.Empty(await store.ClaimAsync(new("host-2", TimeSpan.FromMinutes(5), 1), Cancellation));
    }

    [Fact]
    public async Task A_watch_sees_at_once_what_its_own_process_writes()
    {
        var store = _folder.Store(options => options.PollInterval = TimeSpan.FromMinutes(1));
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        await using var watch = store.WatchAsync(lease.Rollout, 1, Cancellation).GetAsyncEnumerator(Cancellation);
        for (var head = 1; head <= 20; head++)
        {
            var next = watch.MoveNextAsync();
            await Rollouts.AppendedAsync(store, lease, head, cancellationToken: Cancellation);
            Assert.True(await next);
            Assert.Equal(head + 1, watch.Current.Sequence);
        }
    }

    [Fact]
    public async Task A_watch_ends_when_its_closed_rollout_is_deleted()
    {
        var store = _folder.Store();
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        await using var watch = store.WatchAsync(lease.Rollout, 0, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await watch.MoveNextAsync());
        await Rollouts.ClosedAsync(store, lease, 1, Cancellation);
        Assert.True(await store.DeleteAsync(lease.Rollout, Cancellation));
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task All_of_it_is_there_after_a_start_anew()
    {
        string[] entries;
        using (var store = _folder.Store())
        {
            var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
            await Rollouts.AppendedAsync(store, lease, 1, cancellationToken: Cancellation);
            await store.StartAsync(Rollouts.Start("r-2", ifActive: IfActive.Queue), Cancellation);
            await store.SendAsync(lease.Rollout, new() { Id = "s", Kind = SignalKind.RollBack, By = "ann", Strategy = Rollback.Gradual }, Cancellation);
            entries = [.. (await store.ReadAsync(lease.Rollout, 0, Cancellation)).Select(JournalJson.Write)];
        }

        Assert.Single(Directory.GetFiles(_folder.FullName));
        var again = _folder.Store();
        Assert.Equal(entries, (await again.ReadAsync(new("r-1"), 0, Cancellation)).Select(JournalJson.Write));
        Assert.Equal(Rollback.Gradual, Assert.Single(await again.ReadInboxAsync(new("r-1"), 0, Cancellation)).Signal.Strategy);
        var listed = new List<RolloutStanding>();
        await foreach (var summary in again.ListAsync(new(), Cancellation))
        {
            listed.Add(summary.Standing);
        }

        Assert.Equal([RolloutStanding.Queued, RolloutStanding.Active], listed);
    }

    [Fact]
    public async Task An_append_to_a_rollout_that_is_gone_is_fenced()
    {
        var store = _folder.Store();
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        await Rollouts.ClosedAsync(store, lease, 1, Cancellation);
        await store.DeleteAsync(lease.Rollout, Cancellation);
        Assert.Equal(AppendStatus.Fenced, (await store.AppendAsync(Rollouts.AppendOf(lease, 2), Cancellation)).Status);
    }

    [Fact]
    public async Task An_event_of_a_newer_version_is_named()
    {
        var store = _folder.Store();
        var lease = await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            connection.Open();
            Connections.SqliteConnectionExtensions.Run(connection, """UPDATE rollout_event SET event = '{"event":"somethingNew"}'""");
        }

        var failure = await Assert.ThrowsAsync<UnknownEventException>(() => store.ReadAsync(lease.Rollout, 0, Cancellation));
        Assert.Contains("Entry 1 of rollout r-1", failure.Message);
        Assert.Contains(_folder.Database, failure.Message);
    }

    [Fact]
    public async Task An_imported_application_begins_no_lower_than_the_time()
    {
        var other = new BlueGreen.Journal.InMemoryRolloutStore();
        var lease = await Rollouts.StartedAsync(other, cancellationToken: Cancellation);
        await Rollouts.ClosedAsync(other, lease, 1, Cancellation);
        _clock.Move(TimeSpan.FromDays(1));
        var store = _folder.Store(clock: _clock);
        Assert.True(await store.ImportAsync(await other.ReadAsync(lease.Rollout, 0, Cancellation), Cancellation));
        Assert.True((await Rollouts.StartedAsync(store, "r-2", cancellationToken: Cancellation)).Epoch > lease.Epoch + 1000);
    }
}
