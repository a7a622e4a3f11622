using BlueGreen.Events;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using BlueGreen.Tests.Hosting.Fleets;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Tests.Hosting;

public sealed class FlakyWatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_breaks_off_every_watch_ends_no_run_and_nothing_is_heard_twice()
    {
        var store = new HostStore(new InMemoryRolloutStore()) { WatchFault = given => given == 10 ? new IOException("the connection was closed") : null };
        var heard = new List<RolloutEvent>();

        var result = await new Shop().QuickPlan().RunAsync(new Release("2"), new() { Store = store, Progress = new Listener(heard.Add) }, Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.True(result.Journal.Length > 20);
        Assert.Equal(await store.ReadAsync(result.Rollout, 0, Token), result.Journal);
        Assert.Equal(result.Journal.Select(entry => entry.Event), heard);
    }

    [Fact]
    public async Task What_no_repetition_mends_is_thrown()
    {
        var store = new HostStore(new InMemoryRolloutStore()) { WatchFault = given => given == 2 ? new UnknownEventException("a newer version wrote it") : null };

        await Assert.ThrowsAsync<UnknownEventException>(() => new Shop().QuickPlan().RunAsync(new Release("2"), new() { Store = store }, Token));
    }

    [Fact]
    public async Task Leaving_ends_the_wait_for_a_store_that_stays_away()
    {
        using var leave = new CancellationTokenSource();
        var store = new HostStore(new InMemoryRolloutStore()) { WatchFault = _ => throw Away(leave) };

        var result = await new Shop().QuickPlan().RunAsync(new Release("2"), new() { Store = store, Leave = leave.Token }, Token);

        Assert.Null(result.Outcome);

        static IOException Away(CancellationTokenSource leave)
        {
            leave.Cancel();
            return new("the store is away");
        }
    }

    [Fact]
    public async Task A_freeze_is_seen_although_the_store_fails_just_then()
    {
        var inner = new InMemoryRolloutStore();
        var id = RolloutId.New(TimeProvider.System);
        await inner.StartAsync(new(id, new() { Kind = RolloutKind.Forward, Release = new("2"), Plan = new Shop().QuickPlan().Description }, IfActive.Refuse), Token);
        var lease = Assert.Single(await inner.ClaimAsync(new("ann", TimeSpan.FromMinutes(5), 1), Token));
        await inner.AppendAsync(new(id, lease.Epoch, 1, "freeze", new RolloutFrozen("the table is gone"), 0), Token);

        var result = await new PlanWatch(new HostStore(inner) { FailingReads = 1 }, id, null, TimeProvider.System, NullLogger.Instance).RunAsync(Token);

        Assert.Equal((RolloutOutcome.Frozen, "the table is gone", 2), (result.Outcome, result.Reason, result.Journal.Length));
    }
}
