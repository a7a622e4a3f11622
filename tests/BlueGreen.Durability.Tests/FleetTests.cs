using BlueGreen.PostgresServer;

namespace BlueGreen.Durability.Tests;

/// <summary>Routers in several processes that follow one register.</summary>
public sealed class FleetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_PostgreSQL_a_change_is_done_when_all_three_routers_serve_by_it() => await ChangeAsync(await DatabaseAsync(), routers: 3);

    [Fact]
    public async Task On_SQLite_a_change_is_done_when_both_routers_serve_by_it() => await ChangeAsync(null, routers: 2);

    [Fact]
    public async Task A_frozen_router_is_named_and_waited_for_until_it_is_back()
    {
        await using var fleet = new Fleet(await DatabaseAsync());
        var routers = await fleet.StartAsync(3);
        await fleet.SetAsync(100);

        await routers[1].Process.SignalAsync("STOP");
        await fleet.WriteAsync(0);
        await Task.WhenAll(routers[0].UntilAsync("1.0.0", Token), routers[2].UntilAsync("1.0.0", Token));
        var named = await fleet.UntilAsync(read => read.Reason?.Contains("silent since", StringComparison.Ordinal) ?? false);
        await routers[1].Process.SignalAsync("CONT");
        var agreed = await fleet.UntilAsync(read => read.IsKnown);

        Assert.False(named.IsKnown);
        Assert.Contains($"1 of 3 routers of 'storefront' have not acknowledged token 1.2: {routers[1].Name} is at 1.1 and silent since 20", named.Reason!, StringComparison.Ordinal);
        Assert.Equal(fleet.SplitOf(0), agreed.Value);
        Assert.Equal(["1.0.0"], await routers[1].VersionsAsync(20, Token));
    }

    [Fact]
    public async Task A_killed_router_is_waited_for_until_it_is_started_again_or_withdrawn()
    {
        await using var fleet = new Fleet(await DatabaseAsync());
        var routers = await fleet.StartAsync(3);
        await fleet.SetAsync(100);
        await routers[0].Process.SignalAsync("KILL");
        await routers[1].Process.SignalAsync("KILL");
        await fleet.WriteAsync(0);
        await fleet.UntilAsync(read => read.Reason is { } reason && reason.Contains($"{routers[0].Name} is at 1.1 and silent", StringComparison.Ordinal)
            && reason.Contains($"{routers[1].Name} is at 1.1 and silent", StringComparison.Ordinal));

        await fleet.StartAt(routers[0].Port).ListeningAsync(Token);
        Assert.Contains($"{routers[1].Name}  at 1.1, ", await fleet.AskAsync("routers"), StringComparison.Ordinal);
        await fleet.AskAsync("withdraw", routers[1].Name);

        Assert.Equal(fleet.SplitOf(0), (await fleet.UntilAsync(read => read.IsKnown)).Value);
    }

    [Fact]
    public async Task A_router_with_a_limit_that_freezes_for_longer_is_no_longer_waited_for_and_wakes_without_serving_what_was_rolled_back()
    {
        await using var fleet = new Fleet(await DatabaseAsync());
        var routers = await fleet.StartAsync(3, "--without-register", "6");
        await fleet.SetAsync(100);

        await routers[1].Process.SignalAsync("STOP");
        await fleet.WriteAsync(0);
        var agreed = await fleet.UntilAsync(read => read.IsKnown);
        var waiting = Enumerable.Range(0, 20).Select(_ => routers[1].GetAsync(Token)).ToArray();
        await routers[1].Process.SignalAsync("CONT");
        var answers = await Task.WhenAll(waiting);
        await routers[1].UntilAsync("1.0.0", Token);

        Assert.Equal(fleet.SplitOf(0), agreed.Value);
        Assert.DoesNotContain("2.0.0", answers);
    }

    [Fact]
    public async Task While_the_database_is_away_traffic_goes_on_and_afterwards_all_follow_again()
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true);
        await using var fleet = new Fleet(await cluster.CreateDatabaseAsync());
        var routers = await fleet.StartAsync(3);
        await fleet.SetAsync(100);

        await cluster.StopServerAsync();
        var away = await fleet.ReadAsync();
        var served = await Task.WhenAll(routers.Select(router => router.VersionsAsync(50, Token)));
        var late = fleet.StartAt(Fleet.FreePort());
        await late.ListeningAsync(Token);
        var unknowing = await late.GetAsync(Token);
        await cluster.StartServerAsync();
        await late.UntilAsync("2.0.0", Token);
        await fleet.SetAsync(0);

        Assert.False(away.IsKnown);
        Assert.All(served, versions => Assert.Equal(["2.0.0"], versions));
        Assert.Equal("503", unknowing);
        Assert.All(await Task.WhenAll(routers.Append(late).Select(router => router.VersionsAsync(20, Token))), versions => Assert.Equal(["1.0.0"], versions));
    }

    [Fact]
    public async Task A_router_that_cannot_listen_leaves_nobody_to_wait_for()
    {
        await using var fleet = new Fleet(await DatabaseAsync());
        var routers = await fleet.StartAsync(1);
        await fleet.SetAsync(100);

        var second = fleet.StartAt(routers[0].Port);
        Assert.NotEqual(0, await second.Process.EndAsync(Token));

        await fleet.SetAsync(0);
        Assert.Equal(["1.0.0"], await routers[0].VersionsAsync(20, Token));
    }

    private static async Task ChangeAsync(string? connectionString, int routers)
    {
        await using var fleet = new Fleet(connectionString);
        var all = await fleet.StartAsync(routers);
        for (var i = 0; i < 10; i++)
        {
            await fleet.SetAsync(i % 2 == 0 ? 100 : 0);
            Assert.All(await Task.WhenAll(all.Select(router => router.VersionsAsync(20, Token))), versions => Assert.Equal([i % 2 == 0 ? "2.0.0" : "1.0.0"], versions));
        }

        await fleet.SetAsync(50);
        Assert.All(await Task.WhenAll(all.Select(router => router.VersionsAsync(100, Token))), versions => Assert.Equal(["1.0.0", "2.0.0"], versions));
    }

    private static async Task<string> DatabaseAsync() => await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
}
