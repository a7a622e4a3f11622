using BlueGreen.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Renaming;

/// <summary>A contract that fails after the point of no return: nothing is half done, users notice nothing, and it goes on when a person has mended the cause.</summary>
public sealed class FrozenTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_that_fails_takes_the_whole_contract_back_until_its_cause_is_mended()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Database.ExecuteAsync("create view report as select id, title from articles");
        await FreezeAndMendAsync(
            shop,
            ["Migration 0042_rename_title.contract failed in line ", "('alter table articles drop column title')", "cannot drop column title of table articles because other objects depend on it", "All of it was rolled back"],
            () => shop.Database.ExecuteAsync("drop view report"));
    }

    [Fact]
    public async Task A_blue_that_has_not_left_keeps_the_contract_back_until_it_is_ended()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Sessions.Patience = TimeSpan.FromSeconds(3);
        await using var left = new NpgsqlConnection($"{shop.Database.ConnectionString};Pooling=false;Application Name={ShopRelease.NameOf(shop.Blue.Deployment.Id)}");
        await left.OpenAsync(Stop);
        await FreezeAndMendAsync(
            shop,
            ["Migration 0042_rename_title.contract was not begun", "nothing of it was run", "of blue, called 'shop 41'", $"pid {left.ProcessID} of role postgres, idle", "or stop blue"],
            () => shop.Database.ExecuteAsync($"select pg_terminate_backend({left.ProcessID})"));
    }

    private async Task FreezeAndMendAsync(Shop shop, string[] fragments, Func<Task> mendAsync)
    {
        using var host = Host(shop);
        await host.StartAsync(Stop);
        var rollouts = host.Services.GetRequiredService<IRolloutClient>();
        var id = await rollouts.StartAsync(Shop.Application, new("42"), cancellationToken: Stop);
        var frozen = await UntilAsync<RolloutFrozen>(rollouts, id);
        Assert.All(fragments, fragment => Assert.Contains(fragment, frozen.Reason, StringComparison.Ordinal));
        Assert.Equal(RolloutOutcome.Frozen, (await rollouts.GetAsync(id, Stop)).Summary.Outcome);
        Assert.Equal("id,name,title with articles_name", await shop.ShapeAsync());
        await AssertServedAsync(shop);
        Assert.True((await shop.TheSame().Handler!(Migrations.Operations.Make(), Stop)).Passed);

        await mendAsync();
        await rollouts.ResumeAsync(id, by: "ada", cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Succeeded, (await UntilAsync<OutcomeReached>(rollouts, id)).Outcome);
        Assert.Equal("id,name", await shop.ShapeAsync());
        await AssertServedAsync(shop);
        await shop.CompareAsync("name");
        Assert.Equal([], shop.Errors);
        await host.StopAsync(Stop);
    }

    private static IHost Host(Shop shop)
    {
        var plan = shop.Plan().Expand()
            .DeployGreen().ProbeGreen().ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromSeconds(3), deadline: TimeSpan.FromMinutes(5))
            .PointOfNoReturn().Contract().Build();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging().AddBlueGreen().AddRollout(Shop.Application, (_, _) => plan);
        return builder.Build();
    }

    private async Task<T> UntilAsync<T>(IRolloutClient rollouts, RolloutId id)
        where T : RolloutEvent
    {
        await foreach (var entry in rollouts.WatchAsync(id, cancellationToken: Stop))
        {
            output.WriteLine($"{entry.At:mm:ss.fff} {entry.Event.GetKind()}");
            if (entry.Event is T awaited)
            {
                return awaited;
            }
        }

        throw new InvalidOperationException($"The rollout closed without {typeof(T).Name}.");
    }

    /// <summary>Visitors go on being served.</summary>
    private static async Task AssertServedAsync(Shop shop)
    {
        var before = shop.Visits;
        while (shop.Visits < before + 20)
        {
            Assert.Equal([], shop.Errors);
            await Task.Delay(20, Stop);
        }
    }
}
