using BlueGreen.Events;
using BlueGreen.PostgresServer;

namespace BlueGreen.Durability.Tests;

public sealed class StoreFaultTests
{
    [Fact]
    public async Task A_rollout_survives_cut_connections_and_a_crash_of_the_server()
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true);
        var connection = await cluster.CreateDatabaseAsync("rollouts");
        await using var world = await World.OpenAsync(Programs.TestHost, connection);
        using var ann = world.StartHost("ann");
        using var bob = world.StartHost("bob");
        var id = await world.RollOutAsync("2.0.0");
        await world.UntilAsync<StepStarted>(id, step => step.Step.StartsWith("bake", StringComparison.Ordinal));

        Assert.True(await cluster.TerminateConnectionsAsync("rollouts") > 0);
        await world.UntilAsync<TrafficShifted>(id, shifted => shifted.Green == Percentage.Of(50));
        await cluster.StopServerAsync();
        await cluster.StartServerAsync();

        await world.UntilAsync<RolloutClosed>(id);
        await world.CheckAsync(id, RolloutOutcome.Succeeded);
    }
}
