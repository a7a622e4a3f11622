using BlueGreen.Events;
using BlueGreen.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Tests.Hosting;

public sealed class UnknownPlanTests
{
    private static readonly ClaimRequest Mine = new("test", TimeSpan.FromMinutes(1), 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollout_without_a_plan_is_claimed_once_and_then_left_alone()
    {
        var store = new InMemoryRolloutStore();
        var orphan = RolloutId.New(TimeProvider.System);
        await store.StartAsync(new(orphan, new() { Release = new("1"), Plan = new Shop().QuickPlan("other").Description, Kind = RolloutKind.Forward }, IfActive.Refuse), Token);
        var before = Assert.Single(await store.ClaimAsync(Mine, Token));
        await store.ReleaseAsync(before, Token);

        await DriveSomeAsync(store, 5);

        var after = Assert.Single(await store.ClaimAsync(Mine, Token));
        Assert.Equal(orphan, after.Rollout);
        Assert.Equal(before.Epoch + 2, after.Epoch);
    }

    /// <summary>Each start wakes the host, which then claims what there is.</summary>
    private static async Task DriveSomeAsync(InMemoryRolloutStore store, int rollouts)
    {
        var shop = new Shop();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IRolloutStore>(store);
        builder.Services.AddBlueGreen().AddRollout("shop", (_, _) => shop.QuickPlan());
        using var host = builder.Build();
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<IRolloutClient>();
        for (var version = 2; version < 2 + rollouts; version++)
        {
            var id = await client.StartAsync("shop", new($"{version}"), cancellationToken: Token);
            await client.WatchAsync(id, cancellationToken: Token).FirstAsync(entry => entry.Event is RolloutClosed, Token);
        }

        await host.StopAsync(Token);
    }
}
