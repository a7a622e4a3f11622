using BlueGreen.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Hosting.Fleets;

/// <summary>A host is stopped while a call does not end although it is cancelled.</summary>
public sealed class KeptLeaseTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly ClaimRequest Others = new("other", TimeSpan.FromMinutes(5), 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_is_kept_when_a_call_outlives_the_grace_time_since_it_may_still_act()
    {
        var (store, clock, gate) = (new InMemoryRolloutStore(), new FakeTimeProvider(), new TaskCompletionSource());
        var shop = new Shop { DeployGate = gate.Task, DeploysIgnoreCancellation = true };

        await StopInDeployAsync(store, clock, shop, Grace);

        Assert.Empty(await store.ClaimAsync(Others, Token));
        gate.SetResult();
    }

    [Fact]
    public async Task A_lease_is_given_back_when_the_cancelled_call_ends()
    {
        var (store, clock, gate) = (new InMemoryRolloutStore(), new FakeTimeProvider(), new TaskCompletionSource());

        await StopInDeployAsync(store, clock, new Shop { DeployGate = gate.Task }, TimeSpan.Zero);

        Assert.Single(await store.ClaimAsync(Others, Token));
    }

    private static async Task StopInDeployAsync(InMemoryRolloutStore store, FakeTimeProvider clock, Shop shop, TimeSpan time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IRolloutStore>(store).AddSingleton<TimeProvider>(clock);
        builder.Services.AddBlueGreen(options => options.LeaseDuration = Fleet.Ages).AddRollout("shop", (_, _) => shop.QuickPlan());
        using var host = builder.Build();
        await host.Services.GetRequiredService<IRolloutClient>().StartAsync("shop", new("2"), cancellationToken: Token);
        await host.StartAsync(Token);
        await shop.Deploying.Task.WaitAsync(Token);

        var stopped = host.StopAsync(Token);
        while (time > TimeSpan.Zero && !stopped.IsCompleted)
        {
            clock.Advance(time);
            await Task.Yield();
        }

        await stopped;
    }
}
