using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.PostgresServer;

namespace BlueGreen.Durability.Tests;

/// <summary>
/// A host is killed, or frozen past its lease and woken, at each kind of event. Another one finishes; nobody notices. <c>BLUEGREEN_ALL_POSITIONS=1</c> runs each position of the
/// journal, before and after, instead of one for each kind.
/// </summary>
public sealed class FaultTests
{
    private static readonly string[] Kinds =
    [
        "driverTookOver", "operationIntended", "baselineCaptured", "stepStarted", "operationCompleted", "stepCompleted", "trafficShifted", "checkpointed", "deploymentMadeLive", "outcomeReached",
    ];

    private static readonly string[] Frozen = ["operationIntended", "stepStarted", "trafficShifted", "deploymentMadeLive"];

    private static bool IsComplete => Environment.GetEnvironmentVariable("BLUEGREEN_ALL_POSITIONS") == "1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_a_killed_host_is_replaced_wherever_it_was()
    {
        await using var world = await World.OpenAsync(Programs.TestHost);
        await MeetAllAsync(world, "kill", Kinds);
    }

    [Fact]
    public async Task On_PostgreSQL_a_killed_host_is_replaced_wherever_it_was()
    {
        await using var world = await World.OpenAsync(Programs.TestHost, await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync());
        await MeetAllAsync(world, "kill", Kinds);
    }

    [Fact]
    public async Task On_SQLite_a_frozen_host_writes_nothing_after_it_wakes()
    {
        await using var world = await World.OpenAsync(Programs.TestHost);
        await MeetAllAsync(world, "stop", Frozen);
    }

    [Fact]
    public async Task On_PostgreSQL_a_frozen_host_writes_nothing_after_it_wakes()
    {
        await using var world = await World.OpenAsync(Programs.TestHost, await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync());
        await MeetAllAsync(world, "stop", Frozen);
    }

    private static async Task MeetAllAsync(World world, string how, string[] kinds)
    {
        var places = IsComplete ? Enumerable.Range(2, 41).SelectMany(number => new[] { ("before", $"#{number}"), ("after", $"#{number}") }) : kinds.Select((kind, index) => (index % 2 == 0 ? "after" : "before", kind));
        var minor = 0;
        foreach (var (when, kind) in places)
        {
            await MeetAsync(world, how, when, kind, $"2.{++minor}.0");
        }
    }

    private static async Task MeetAsync(World world, string how, string when, string kind, string version)
    {
        var flag = world.NextFlag();
        string[] fault = ["--fault", how, when, kind, flag];
        using var ann = world.StartHost("ann", fault);
        using var bob = world.StartHost("bob", fault);
        var id = await world.RollOutAsync(version);
        var met = await World.MetAsync(flag);
        var stopped = TimeProvider.System.GetUtcNow();
        var (lost, other) = met == ann.Id ? ("ann/", bob) : ("bob/", ann);
        var taken = await world.UntilAsync<DriverTookOver>(id, driver => !driver.Owner.StartsWith(lost, StringComparison.Ordinal));
        if (how == "stop")
        {
            await Started.SignalAsync("CONT", met);
        }

        await world.UntilAsync<RolloutClosed>(id);
        TestContext.Current.TestOutputHelper!.WriteLine($"{how} {when} {kind}: taken over after {(taken.At - stopped).TotalSeconds:0.0} s (lease 1 s)");
        await world.CheckAsync(id, version);
        await NothingAfterAsync(world, id, taken, lost);
        foreach (var host in new[] { ann, bob })
        {
            await host.SignalAsync("KILL");
            await host.EndAsync(Token);
        }
    }

    /// <summary>Whoever was thrown out has written nothing between the take-over and its own next one.</summary>
    private static async Task NothingAfterAsync(World world, RolloutId id, JournalEntry taken, string lost)
    {
        var after = (await world.Store.ReadAsync(id, taken.Sequence, Token)).TakeWhile(entry => entry.Event is not DriverTookOver);
        Assert.All(after, entry => Assert.Equal(taken.Epoch, entry.Epoch));
        Assert.DoesNotContain(after, entry => entry.EventId.StartsWith(lost, StringComparison.Ordinal));
    }
}
