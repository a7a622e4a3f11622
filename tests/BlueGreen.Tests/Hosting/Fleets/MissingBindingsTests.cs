using BlueGreen.Events;

namespace BlueGreen.Tests.Hosting.Fleets;

/// <summary>The program that takes over has fewer bindings than the one that started.</summary>
public sealed class MissingBindingsTests : IAsyncLifetime
{
    private readonly Fleet _fleet = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    [Fact]
    public async Task A_rollback_completes_and_says_what_it_could_not_undo()
    {
        var id = await TakeOverAsync();
        var hold = await _fleet.UntilAsync<HoldPlaced>(id, placed => placed.Hold == HoldKind.Bindings);
        Assert.Contains("is missing", hold.Reason, StringComparison.Ordinal);

        await _fleet.Client.RollBackAsync(id, Rollback.Immediate, "ann", "the program lacks half of it", cancellationToken: Token);

        Assert.Equal(RolloutOutcome.RolledBack, await _fleet.OutcomeAsync(id));
        Assert.Equal("d-1 100%", _fleet.Shop.Split.ToString());
        var failures = (await _fleet.JournalAsync(id)).Select(entry => entry.Event).OfType<OperationFailed>().Select(failed => failed.Error).ToArray();
        Assert.Equal(
            [
                "undoing step 'warm the cache': The step 'warm the cache' needs its handler, which this program does not bind. "
                + "Drive the rollout with a program that has it, such as the one that started it, or do by hand what is left undone.",
                "undoing step 'expand': The migration 'expand' needs the plan's migration runner, which this program does not bind. "
                + "Drive the rollout with a program that has it, such as the one that started it, or do by hand what is left undone.",
            ],
            failures);
    }

    /// <summary>One host has everything and leaves with green at 10%; the next has a plan of the application that names less.</summary>
    private async Task<RolloutId> TakeOverAsync()
    {
        var left = await _fleet.AddAsync("left", blueGreen => blueGreen.AddRollout("full", (_, _) => Full("left")));
        var id = await _fleet.StartAsync(Full("client"), "2");
        await _fleet.UntilAsync<TrafficShifted>(id);
        await left.StopAsync(Token);
        await _fleet.AddAsync("right");
        return id;
    }

    private RolloutPlan Full(string host)
    {
        var desk = _fleet.Desk(host);
        var larder = new Larder();
        return new RolloutBuilder("shop")
            .Environment(desk)
            .Traffic(desk)
            .Metrics(desk, sampleEvery: TimeSpan.FromMilliseconds(20))
            .Migrations(larder)
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMilliseconds(60)))
            .Expand(revertOnRollback: true)
            .DeployGreen()
            .Step("warm the cache", larder, undo: "cool it")
            .ShiftTo(Percentage.Of(10))
            .Bake(TimeSpan.FromSeconds(3), deadline: TimeSpan.FromMinutes(5))
            .Gate("stock", (_, _) => Task.FromResult(CheckResult.Pass("in stock")))
            .ShiftTo(Percentage.All)
            .Promote()
            .Build();
    }
}
