using BlueGreen.Events;
using BlueGreen.PostgresServer;

namespace BlueGreen.Durability.Tests;

/// <summary>samples/DurableHost, as a user starts it.</summary>
public sealed class SampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_the_other_host_finishes_what_a_killed_one_began() => await TakeOverAsync(null);

    [Fact]
    public async Task On_PostgreSQL_the_other_host_finishes_what_a_killed_one_began() => await TakeOverAsync(await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync());

    [Fact]
    public async Task A_host_that_is_stopped_hands_over_and_leaves_the_candidate_running()
    {
        await using var world = await World.OpenAsync(Programs.Sample);
        using var ann = world.StartHost("ann");
        var id = await world.RollOutAsync("2.0.0");
        await world.UntilAsync<TrafficShifted>(id);
        await ann.SignalAsync("INT");
        Assert.Equal(0, await ann.EndAsync(Token));

        using var bob = world.StartHost("bob");
        await world.UntilAsync<RolloutClosed>(id);

        await world.CheckAsync(id, RolloutOutcome.Succeeded);
    }

    [Fact]
    public async Task A_bad_release_is_rolled_back_and_the_exit_code_says_so()
    {
        await using var world = await World.OpenAsync(Programs.Sample);
        using var host = world.StartHost("ann");
        using var console = world.Start("start", "3.0.0", "--watch", "--bake", "8");

        Assert.Equal(3, await console.EndAsync(Token));
        Assert.Contains("rolling back", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_wrongly_is_told_how()
    {
        await using var world = await World.OpenAsync(Programs.Sample);
        foreach (var (words, code, said) in new (string[], int, string)[]
        {
            (["help"], 0, "Exit codes"), (["dance"], 2, "'dance'"), (["list", "--lease", "0"], 2, "--lease"), (["watch", "nobody"], 1, "no rollout nobody"),
        })
        {
            using var console = world.Start(words);
            Assert.Equal(code, await console.EndAsync(Token));
            Assert.Contains(said, console.Output, StringComparison.Ordinal);
        }
    }

    private static async Task TakeOverAsync(string? connectionString)
    {
        await using var world = await World.OpenAsync(Programs.Sample, connectionString);
        using var ann = world.StartHost("ann");
        using var bob = world.StartHost("bob");
        var id = await world.RollOutAsync("2.0.0");
        using var watch = world.Start("watch", id.Value);
        var first = (DriverTookOver)(await world.UntilAsync<DriverTookOver>(id)).Event;
        await world.UntilAsync<StepStarted>(id, step => step.Step.StartsWith("bake", StringComparison.Ordinal));

        await (first.Owner.StartsWith("ann/", StringComparison.Ordinal) ? ann : bob).SignalAsync("KILL");

        Assert.Equal(0, await watch.EndAsync(Token));
        Assert.Contains("ann/", watch.Output, StringComparison.Ordinal);
        Assert.Contains("bob/", watch.Output, StringComparison.Ordinal);
        await world.CheckAsync(id, RolloutOutcome.Succeeded);
    }
}
