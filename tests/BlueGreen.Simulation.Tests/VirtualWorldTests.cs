using BlueGreen.Events;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Simulation;

public sealed class VirtualWorldTests
{
    private static readonly Release Release = new("2.0.0");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_release_succeeds()
    {
        var result = await new VirtualWorld().RunAsync(StandardPlan.Create(), Release, Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.True(result.Elapsed > TimeSpan.FromMinutes(15));
        Assert.Null(result.OnsetToRollback);
    }

    [Fact]
    public async Task A_bad_release_is_rolled_back_before_many_users_notice()
    {
        var world = new VirtualWorld().Green(errors: Percentage.Of(8), from: TimeSpan.FromMinutes(3));

        var result = await world.RunAsync(StandardPlan.Create(), Release, Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.InRange(result.ErrorsServed, 1, 400);
        Assert.InRange(result.OnsetToRollback!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_users_gate_is_called_with_green()
    {
        Deployment? seen = null;
        var plan = StandardPlan.Create(builder => builder.DeployGreen().ProbeGreen().Gate("mine", (green, _) =>
        {
            seen = green;
            return Task.FromResult(CheckResult.Fail("not today"));
        }));

        var result = await new VirtualWorld().RunAsync(plan, Release, Token);

        Assert.Equal("2.0.0", seen?.Version);
        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains("not today", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_really_waits_is_awaited()
    {
        var plan = StandardPlan.Create(builder => builder.DeployGreen().ProbeGreen().Gate("mine", async (_, _) => await Task.Yield()));

        Assert.Equal(RolloutOutcome.Succeeded, (await new VirtualWorld().RunAsync(plan, Release, Token)).Outcome);
    }

    [Fact]
    public async Task Signals_come_when_they_are_said_to()
    {
        var world = new VirtualWorld().At(TimeSpan.FromMinutes(1), SignalKind.Pause).At(TimeSpan.FromMinutes(31), SignalKind.Resume);

        var result = await world.RunAsync(StandardPlan.Create(), Release, Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.True(result.Elapsed > TimeSpan.FromMinutes(45));
    }

    [Fact]
    public async Task A_metrics_outage_holds_and_does_not_roll_back()
    {
        var world = new VirtualWorld().MetricsOutage(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(20));

        var result = await world.RunAsync(StandardPlan.Create(), Release, Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Contains(result.Journal, entry => entry.Event is HoldPlaced { Hold: HoldKind.Source });
    }

    [Fact]
    public async Task A_first_rollout_has_no_blue_to_return_to()
    {
        var good = await new VirtualWorld().WithoutBlue().RunAsync(StandardPlan.Create(), Release, Token);
        var bad = await new VirtualWorld().WithoutBlue().Green(errors: Percentage.Of(50)).RunAsync(StandardPlan.Create(), Release, Token);

        Assert.Equal(RolloutOutcome.Succeeded, good.Outcome);
        Assert.Equal(RolloutOutcome.RolledBack, bad.Outcome);
    }

    [Fact]
    public async Task What_nobody_answers_is_left_as_it_stands()
    {
        var world = new VirtualWorld().At(TimeSpan.FromMinutes(1), SignalKind.Pause).Patience(TimeSpan.FromHours(3));

        var result = await world.RunAsync(StandardPlan.Create(), Release, Token);

        Assert.Null(result.Outcome);
        Assert.True(result.Elapsed >= TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task The_same_world_gives_the_same_run_each_time()
    {
        var world = new VirtualWorld().Green(errors: Percentage.Of(8), from: TimeSpan.FromMinutes(8));

        var once = await world.RunAsync(StandardPlan.Create(), Release, Token);
        var again = await world.RunAsync(StandardPlan.Create(), Release, Token);

        Assert.Equal(once with { Journal = [], Timeline = [] }, again with { Journal = [], Timeline = [] });
        Assert.Equal(once.Journal.Select(entry => entry.ToString()), again.Journal.Select(entry => entry.ToString()));
    }
}
