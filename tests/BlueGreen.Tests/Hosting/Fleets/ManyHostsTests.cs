using BlueGreen.Events;
using BlueGreen.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BlueGreen.Tests.Hosting.Fleets;

public sealed class ManyHostsTests : IAsyncLifetime
{
    private readonly Fleet _fleet = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    [Fact]
    public async Task A_host_without_the_plan_leaves_a_rollout_to_one_that_has_it()
    {
        await _fleet.AddAsync("stranger", _ => { }, options => options.LeaseDuration = Fleet.Ages);
        var id = await _fleet.Client.StartAsync("quick", new("2"), cancellationToken: Token);
        await _fleet.AddAsync("right");

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Equal(["right"], await _fleet.DriversAsync(id));
    }

    [Fact]
    public async Task A_plan_that_could_not_be_built_is_tried_again_and_stands_in_nobodys_way()
    {
        var (isBroken, tried) = (true, new TaskCompletionSource());
        await _fleet.AddAsync(
            "left",
            blueGreen => blueGreen
                .AddRollout("broken", (_, _) => throw new InvalidOperationException("never"))
                .AddRollout("slow", (_, _) =>
                {
                    tried.TrySetResult();
                    return isBroken ? throw new InvalidOperationException("the vault is away") : Fleet.Quick(_fleet.Desk("left"));
                }),
            options => options.LookAgainAfter = TimeSpan.FromSeconds(1));
        var id = await _fleet.Client.StartAsync("quick", new("2"), cancellationToken: Token);
        await tried.Task.WaitAsync(Token);
        Assert.Single(await _fleet.JournalAsync(id));

        isBroken = false;

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
    }

    [Fact]
    public async Task A_plan_that_has_changed_since_is_driven_with_the_bindings_of_the_one_that_fits()
    {
        await _fleet.AddAsync(
            "left",
            blueGreen => blueGreen.AddRollout("bare", (_, _) => new RolloutBuilder("shop")
                    .Environment(_fleet.Desk("left")).Traffic(_fleet.Desk("left")).WithoutTriggers("a test").DeployGreen().ShiftTo(Percentage.All).Promote().Build())
                .AddRollout("slow", (_, _) => Fleet.Slow(_fleet.Desk("left"))));

        var id = await _fleet.Client.StartAsync("quick", new("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.DoesNotContain(await _fleet.JournalAsync(id), entry => entry.Event is HoldPlaced);
    }

    [Fact]
    public async Task A_journal_of_a_newer_library_is_left_alone()
    {
        var newer = RolloutId.New(TimeProvider.System);
        var started = new RolloutStarted { Kind = RolloutKind.Forward, Release = new("9"), Plan = _fleet.Shop.QuickPlan("newer").Description };
        await _fleet.Store.StartAsync(new(newer, started, IfActive.Refuse) { Schema = JournalJson.Schema + 1 }, Token);
        await _fleet.AddAsync(
            "left",
            blueGreen => blueGreen.AddRollout("newer", (_, _) => _fleet.Shop.QuickPlan("newer")).AddRollout("quick", (_, _) => Fleet.Quick(_fleet.Desk("left"))));

        var id = await _fleet.Client.StartAsync("quick", new("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Single(await _fleet.JournalAsync(newer));
    }

    [Fact]
    public async Task Keys_and_the_rule_of_one_active_rollout_hold_across_programs()
    {
        var left = (await _fleet.AddAsync("left")).Services.GetRequiredService<IRolloutClient>();
        var right = (await _fleet.AddAsync("right")).Services.GetRequiredService<IRolloutClient>();
        var key = new StartOptions { Key = "build-7" };

        var both = await Task.WhenAll(left.StartAsync("slow", new("2"), key, Token), right.StartAsync("slow", new("2"), key, Token));
        Assert.Equal(both[0], both[1]);
        await Assert.ThrowsAsync<RolloutRefusedException>(() => right.StartAsync("slow", new("3"), cancellationToken: Token));
        var next = await right.StartAsync("quick", new("3"), new() { IfActive = IfActive.Supersede }, Token);

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(next));
        Assert.NotEqual(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(both[0]));
        var (first, second) = (await _fleet.JournalAsync(both[0]), await _fleet.JournalAsync(next));
        Assert.True(first[^1].Epoch < second[1].Epoch);
    }

    [Fact]
    public async Task Signals_are_obeyed_although_the_store_never_says_that_they_came()
    {
        await _fleet.AddAsync("left", options => options.InboxInterval = TimeSpan.FromMilliseconds(100), new(_fleet.Store) { IsMute = true });
        var id = await _fleet.Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await _fleet.UntilAsync<TrafficShifted>(id);

        await _fleet.Client.AbortAsync(id, "ann", cancellationToken: Token);

        Assert.Equal(RolloutOutcome.RolledBack, await _fleet.OutcomeAsync(id));
        Assert.Equal("ann", (await _fleet.Client.GetAsync(id, Token)).Rollback?.By);
    }

    [Fact]
    public async Task A_client_drives_nothing_and_needs_plans_for_starts_only()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IRolloutStore>(_fleet.Store);
        services.AddBlueGreenClient();
        await using var program = services.BuildServiceProvider();
        Assert.Empty(program.GetServices<IHostedService>());
        var client = program.GetRequiredService<IRolloutClient>();
        await _fleet.AddAsync("left");
        var id = await _fleet.Client.StartAsync("slow", new("2"), cancellationToken: Token);

        Assert.True((await Assert.ThrowsAsync<RolloutRefusedException>(() => client.StartAsync("slow", new("3"), cancellationToken: Token))).IsUnknown);
        await client.WatchAsync(id, cancellationToken: Token).FirstAsync(entry => entry.Event is TrafficShifted, Token);
        await client.AbortAsync(id, "ann", cancellationToken: Token);
        Assert.Equal(RolloutOutcome.RolledBack, await _fleet.OutcomeAsync(id));
        Assert.Equal(RolloutOutcome.RolledBack, (await client.GetAsync(id, Token)).Summary.Outcome);
    }

    [Fact]
    public void A_client_without_a_store_says_what_it_lacks()
    {
        var services = new ServiceCollection();
        services.AddBlueGreenClient();
        using var program = services.BuildServiceProvider();

        var lacking = Assert.Throws<InvalidOperationException>(program.GetRequiredService<IRolloutClient>);

        Assert.Contains(nameof(IRolloutStore), lacking.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_hosts_settings_is_said_at_the_start()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => _fleet.AddAsync("two words", options =>
        {
            options.LeaseDuration = TimeSpan.FromMilliseconds(1);
            options.ClaimInterval = options.InboxInterval = options.LookAgainAfter = TimeSpan.Zero;
        }));

        foreach (var name in new[] { "HostName", "LeaseDuration", "ClaimInterval", "InboxInterval", "LookAgainAfter" })
        {
            Assert.Contains(wrong.Failures, failure => failure.StartsWith($"{name} is ", StringComparison.Ordinal));
        }
    }
}
