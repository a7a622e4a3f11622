using BlueGreen.Events;
using BlueGreen.PostgresServer;

namespace BlueGreen.Durability.Tests;

public sealed class PartitionTests
{
    /// <summary>One is cut off while it drives; what it sent arrives when another one has gone on, and changes nothing.</summary>
    [Fact]
    public async Task A_host_that_is_cut_off_from_the_store_is_replaced_and_changes_nothing_when_it_is_back()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var connection = await cluster.CreateDatabaseAsync();
        await using var cable = new Cable(cluster.Port);
        await using var world = await World.OpenAsync(Programs.TestHost, connection);
        using var ann = world.StartHost("ann", connection.Replace($"Port={cluster.Port}", $"Port={cable.Port}", StringComparison.Ordinal));
        var id = await world.RollOutAsync("2.0.0");
        await world.UntilAsync<StepStarted>(id, step => step.Step.StartsWith("bake", StringComparison.Ordinal));
        using var bob = world.StartHost("bob");

        cable.Cut();
        var taken = await world.UntilAsync<DriverTookOver>(id, driver => driver.Owner.StartsWith("bob/", StringComparison.Ordinal));
        await world.UntilAsync<TrafficShifted>(id, shifted => shifted.Green == Percentage.Of(50));
        cable.Mend();

        await world.UntilAsync<RolloutClosed>(id);
        await world.CheckAsync(id, RolloutOutcome.Succeeded);
        var journal = await world.Store.ReadAsync(id, taken.Sequence, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(journal, entry => entry.Epoch < taken.Epoch);
        Assert.False(ann.HasExited, ann.Output);

        // It is of use again: alone, it takes the next one forward.
        await bob.SignalAsync("TERM");
        await bob.EndAsync(TestContext.Current.CancellationToken);
        var next = await world.RollOutAsync("2.1.0");
        await world.UntilAsync<RolloutClosed>(next);
        await world.CheckAsync(next, RolloutOutcome.Succeeded);
    }
}
