using BlueGreen.Events;

namespace BlueGreen.Tests.Hosting.Fleets;

public sealed class TakeOverTests : IAsyncLifetime
{
    private readonly Fleet _fleet = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    [Fact]
    public async Task A_host_that_is_cut_off_loses_its_lease_by_its_own_clock_and_another_one_finishes()
    {
        var way = new HostStore(_fleet.Store);
        await _fleet.AddAsync("left", store: way);
        var id = await _fleet.Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await _fleet.UntilAsync<TrafficShifted>(id);

        way.IsAway = true;
        await _fleet.AddAsync("right");

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Equal(["left", "right"], await _fleet.DriversAsync(id));
        Assert.Equal(1, _fleet.Writes.Count(write => write.What == "deploy"));
        Assert.Equal("d-2 100%", _fleet.Shop.Split.ToString());
    }

    [Fact]
    public async Task A_deploy_whose_host_is_lost_is_taken_up_under_the_same_operation()
    {
        var gate = new TaskCompletionSource();
        _fleet.Shop.DeployGate = gate.Task;
        var way = new HostStore(_fleet.Store);
        await _fleet.AddAsync("left", store: way);
        var id = await _fleet.Client.StartAsync("quick", new("2"), cancellationToken: Token);
        await _fleet.UntilAsync<OperationIntended>(id, intended => intended.Operation is Operations.RunStep);

        way.IsAway = true;
        await _fleet.AddAsync("right");
        await _fleet.UntilAsync<DriverTookOver>(id, driver => driver.Owner.StartsWith("right/", StringComparison.Ordinal));
        gate.SetResult();

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Single(await _fleet.JournalAsync(id), entry => entry.Event is OperationIntended { Operation: Operations.RunStep });
        Assert.Equal(["left", "right"], (await _fleet.DriversAsync(id)).Distinct());
    }

    [Fact]
    public async Task A_host_that_leaves_hands_over_at_once()
    {
        var left = await _fleet.AddAsync("left", options => options.LeaseDuration = Fleet.Ages);
        var id = await _fleet.Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await _fleet.UntilAsync<TrafficShifted>(id);

        await _fleet.AddAsync("right", options => options.LeaseDuration = Fleet.Ages);
        await left.StopAsync(Token);

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Equal(["left", "right"], await _fleet.DriversAsync(id));
    }

    [Fact]
    public async Task A_store_that_is_away_for_less_than_the_lease_costs_nothing()
    {
        var way = new HostStore(_fleet.Store);
        await _fleet.AddAsync("left", options => options.LeaseDuration = Fleet.Ages, way);
        var id = await _fleet.Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await _fleet.UntilAsync<TrafficShifted>(id);

        way.IsAway = true;
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token);
        way.IsAway = false;

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Equal(["left"], await _fleet.DriversAsync(id));
    }

    [Fact]
    public async Task A_host_that_was_cut_off_takes_up_again_under_a_new_epoch_when_nobody_else_did()
    {
        var way = new HostStore(_fleet.Store);
        await _fleet.AddAsync("left", store: way);
        var id = await _fleet.Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await _fleet.UntilAsync<TrafficShifted>(id);
        var leases = await _fleet.JournalAsync(id);

        way.IsAway = true;
        await UntilExpiredAsync(id);
        way.IsAway = false;

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Equal("left", (await _fleet.DriversAsync(id)).Distinct().Single());
        Assert.True((await _fleet.JournalAsync(id))[^1].Epoch > leases[^1].Epoch);
    }

    [Fact]
    public async Task What_could_not_be_taken_up_is_given_back_and_left_to_others()
    {
        var id = await _fleet.Client.StartAsync("quick", new("2"), cancellationToken: Token);
        var way = new HostStore(_fleet.Store) { FailingReads = 1 };
        await _fleet.AddAsync("left", options => options.LeaseDuration = Fleet.Ages, way);
        await _fleet.AddAsync("right", options => options.LeaseDuration = Fleet.Ages);

        Assert.Equal(RolloutOutcome.Succeeded, await _fleet.OutcomeAsync(id));
        Assert.Equal(["right"], await _fleet.DriversAsync(id));
    }

    [Fact]
    public async Task Changed_bindings_stop_forward_steps_and_do_not_stop_the_way_back()
    {
        var left = await _fleet.AddAsync("left");
        var id = await _fleet.Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await _fleet.UntilAsync<TrafficShifted>(id);
        await left.StopAsync(Token);

        await _fleet.AddAsync("right", version: "2");
        var hold = await _fleet.UntilAsync<HoldPlaced>(id, placed => placed.Hold == HoldKind.Bindings);
        Assert.Contains("environment was shop", hold.Reason, StringComparison.Ordinal);

        await _fleet.Client.RollBackAsync(id, Rollback.Immediate, "ann", "the program has changed", cancellationToken: Token);
        Assert.Equal(RolloutOutcome.RolledBack, await _fleet.OutcomeAsync(id));
        Assert.Equal("d-1 100%", _fleet.Shop.Split.ToString());
        Assert.Equal(["left", "right"], await _fleet.DriversAsync(id));
    }

    /// <summary>The store gives the lease to somebody else as soon as it has run out; it is given back then.</summary>
    private async Task UntilExpiredAsync(RolloutId id)
    {
        while (true)
        {
            var claimed = await _fleet.Store.ClaimAsync(new("nobody", Fleet.Ages, 1), Token);
            if (claimed is [{ } lease])
            {
                Assert.Equal(id, lease.Rollout);
                await _fleet.Store.ReleaseAsync(lease, Token);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }
}
