using BlueGreen.Events;
using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

/// <summary>Whole rollouts that are judged by what a real Prometheus has scraped of two real services under load.</summary>
public sealed class RolloutTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bad_release_is_rolled_back()
    {
        await using var street = await Street.OpenAsync(await Service.StartAsync("2.0.0", failsEvery: 3, cancellationToken: Token), Token);
        var plan = street.Plan().RollBackWhen(When.GreenIsWorse()).DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build();

        var result = await street.RunAsync(plan, "2.0.0", null, Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.Contains("Green fails more often than blue", result.Reason, StringComparison.Ordinal);
        Assert.Contains("blue 0 of", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_fills_its_memory_is_rolled_back_gradually()
    {
        await using var street = await Street.OpenAsync(await Service.StartAsync("2.0.0", memory: 0.95, cancellationToken: Token), Token);
        var back = Rollback.Through(settle: TimeSpan.Zero, validate: TimeSpan.Zero, new RollbackStage(Percentage.Of(20), TimeSpan.FromSeconds(1)));
        var plan = street.Plan().RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromSeconds(2)), back)
            .DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build();

        var result = await street.RunAsync(plan, "2.0.0", null, Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.Contains("memory_usage > 90% for 2 s: 95% for ", result.Reason, StringComparison.Ordinal);
        Assert.Equal([50, 20, 0], result.Journal.Select(entry => entry.Event).OfType<TrafficShifted>().Select(shift => shift.Green.Percent).Distinct());
    }

    [Fact]
    public async Task A_Prometheus_that_dies_holds_a_good_release_and_its_return_goes_on_with_the_bake()
    {
        await using var street = await Street.OpenAsync(await Service.StartAsync("2.0.0", cancellationToken: Token), Token);
        var plan = street.Plan().RollBackWhen(When.GreenIsWorse()).DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromSeconds(6)).ShiftTo(Percentage.All).Promote().Build();
        var (baking, held) = (new TaskCompletionSource(), new TaskCompletionSource());

        var rollout = street.RunAsync(plan, "2.0.0", happened => (happened switch { StepStarted { Step: "bake at 50%" } => baking, HoldPlaced { Hold: HoldKind.Source } => held, _ => null })?.TrySetResult(), Token);
        await baking.Task;
        await street.Prometheus.KillAsync();
        await held.Task;
        await street.Prometheus.StartAsync(Token);
        var result = await rollout;

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        var bake = result.Journal.Single(entry => entry.Event is StepCompleted { Step: "bake at 50%" });
        var began = result.Journal.Single(entry => entry.Event is StepStarted { Step: "bake at 50%" });
        var placed = result.Journal.First(entry => entry.Event is HoldPlaced { Hold: HoldKind.Source });
        var lifted = result.Journal.First(entry => entry.Event is HoldLifted { Hold: HoldKind.Source });
        Assert.True(bake.At - began.At >= TimeSpan.FromSeconds(6) + (lifted.At - placed.At), $"{bake.At - began.At} with {lifted.At - placed.At} held");
    }
}
