using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>What goes wrong around a rollout: outages, strangers, drivers that die, steps that fail or take long.</summary>
public sealed class TroubledWorldTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_unreadable_router_is_waited_for_and_said_ever_more_rarely()
    {
        var calm = await new VirtualWorld().Run();
        var end = calm.At<OutcomeReached>();

        var result = await new VirtualWorld().RouterOutage((end - 5).Seconds(), TimeSpan.FromMinutes(20)).Run();

        Runs.Succeeded(result);
        var said = result.All<ReadBackDelayed>();
        Assert.Equal(Enumerable.Range(1, said.Length), said.Select(delayed => delayed.Times));
        Assert.InRange(said.Length, 5, 8);
        Assert.Contains("the router does not answer", said[0].Reason, StringComparison.Ordinal);
        Assert.True(result.At<OutcomeReached>() >= end - 5 + (20 * 60));
    }

    [Fact]
    public async Task A_roll_back_is_not_declared_before_the_environment_is_read()
    {
        var result = await new VirtualWorld().At(1500, SignalKind.RollBack).EnvironmentOutage(1499.0.Seconds(), TimeSpan.FromMinutes(5)).Run(Shop.Slow);

        Runs.RolledBack(result);
        Assert.True(result.At<OutcomeReached>() >= 1499 + 300);
    }

    [Fact]
    public async Task The_point_of_no_return_is_not_passed_blindly_and_not_waited_for_without_end()
    {
        var calm = await new VirtualWorld().At(3000, SignalKind.Approve).Run(Shop.Contracting);
        var passed = calm.At<PointOfNoReturnPassed>();

        var result = await new VirtualWorld().At(3000, SignalKind.Approve).RouterOutage((passed - 5).Seconds(), Hour).Run(Shop.Contracting);

        Assert.Empty(result.All<PointOfNoReturnPassed>());
        Runs.RolledBack(result);
    }

    [Fact]
    public async Task What_others_shift_is_held_and_put_right_when_a_person_says_so()
    {
        var result = await new VirtualWorld().OthersShiftTo(300.0.Seconds(), Percentage.Of(70)).At(600, SignalKind.Resume).Run(Shop.Slow);

        Runs.Succeeded(result);
        var hold = result.Only<HoldPlaced>();
        Assert.Equal(HoldKind.Drift, hold.Hold);
        Assert.Contains("70%", hold.Reason, StringComparison.Ordinal);
        Assert.InRange(result.At<HoldPlaced>(), 300, 325);
        Assert.Equal(10, result.Shifts(after: 600)[0].Green);
    }

    [Fact]
    public async Task What_others_promote_is_held()
    {
        var result = await new VirtualWorld().OthersPromote(300.0.Seconds(), green: true).At(600, SignalKind.Resume).Run(Shop.Slow);

        Runs.Succeeded(result);
        Assert.Contains("as live", result.Only<HoldPlaced>().Reason, StringComparison.Ordinal);
        Assert.Equal("1.0.0", result.All<DeploymentMadeLive>()[0].Deployment?.Version);
    }

    [Fact]
    public async Task Drift_is_put_right_beside_a_long_gate()
    {
        var plan = Shop.Armed().DeployGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(1))
            .Gate("load", Checks.Command("k6", "run"), deadline: Hour).ShiftTo(Percentage.All).Promote().Build();
        var world = new VirtualWorld().Takes("load", TimeSpan.FromMinutes(30)).OthersShiftTo(300.0.Seconds(), Percentage.Of(70)).At(400, SignalKind.Resume);

        var result = await world.Run(plan);

        Runs.Succeeded(result);
        Assert.InRange(result.Shifts(after: 400)[0].At, 400, 402);
    }

    [Fact]
    public async Task What_cannot_be_put_right_turns_the_rollout_back()
    {
        var world = new VirtualWorld().Fail("bake-gate").OthersShiftTo(120.0.Seconds(), Percentage.Of(70)).At(140, SignalKind.Resume);
        var plan = Shop.Armed().DeployGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(1))
            .Gate("bake-gate", Checks.Command("k6", "run"), deadline: Hour).ShiftTo(Percentage.All).Promote().Build();

        var result = await world.Takes("bake-gate", TimeSpan.FromMinutes(5)).Run(plan);

        Runs.RolledBack(result);
        Assert.True(result.Journal.Length < 100);
    }

    [Fact]
    public async Task Blue_is_kept_running_when_others_give_it_traffic_after_the_outcome()
    {
        var calm = await new VirtualWorld().Run(Shop.Slow);
        var drained = calm.At<OperationIntended>(intended => intended.Operation is DrainDeployment);

        var result = await new VirtualWorld().OthersShiftTo((drained + 0.0001).Seconds(), Percentage.Of(90)).Run(Shop.Slow);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.True(result.All<OperationFailed>().Length > 0, result.ToString());
        Assert.Contains(result.All<OperationFailed>(), failed => failed.Error.Contains("the router gives it 10%; it is kept running", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_driver_that_dies_is_replaced_and_the_bake_counts_only_what_was_measured()
    {
        var result = await new VirtualWorld().DriverDies(300.0.Seconds()).Run(Shop.Slow);

        Runs.Succeeded(result);
        Assert.Equal(2, result.All<DriverTookOver>().Length);
        Assert.True(result.Took("bake at 10%") > 600);
    }

    [Fact]
    public async Task A_step_that_ends_every_driver_uses_up_its_deadline()
    {
        var plan = Shop.Armed().DeployGreen().Gate("load", Checks.Command("k6", "run"), deadline: TimeSpan.FromMinutes(10)).ShiftTo(Percentage.All).Promote().Build();
        var world = new VirtualWorld().Takes("load", TimeSpan.FromMinutes(8));
        for (var minute = 1; minute < 120; minute++)
        {
            world.DriverDies(TimeSpan.FromMinutes(minute));
        }

        var result = await world.Run(plan);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.InRange(result.Elapsed.TotalMinutes, 10, 40);
    }

    [Fact]
    public async Task One_silent_source_is_enough_to_hold()
    {
        var plan = Shop.Slow;

        var result = await new VirtualWorld().MetricsOutage(200.0.Seconds(), TimeSpan.FromMinutes(2), Metric.MemoryUsage.Name).Run(plan);

        Runs.Succeeded(result);
        Assert.Equal(HoldKind.Source, result.Only<HoldPlaced>().Hold);
    }

    [Theory]
    [InlineData("shift to 10%", RolloutOutcome.RolledBack)]
    [InlineData("promote", RolloutOutcome.RolledBack)]
    [InlineData("deploy green", RolloutOutcome.Failed)]
    [InlineData("probe green", RolloutOutcome.Failed)]
    public async Task Every_step_that_does_something_can_fail(string step, RolloutOutcome outcome)
    {
        var result = await new VirtualWorld().Fail(step).Run(Shop.Slow);

        Assert.Equal(outcome, result.Outcome);
        Assert.True(result.All<StepFailed>().Any(failed => failed.Step == step), result.ToString());
    }

    [Fact]
    public async Task A_slow_shift_delays_no_reaction_of_the_triggers()
    {
        var result = await new VirtualWorld().Takes("shift to 50%", TimeSpan.FromSeconds(15)).Green(errors: Percentage.Of(20), from: TimeSpan.FromMinutes(10)).Run(Shop.Slow);

        Runs.RolledBack(result);
        Assert.True(result.OnsetToDecision <= TimeSpan.FromSeconds(120 + 10 + 10), $"{result.OnsetToDecision}");
    }

    [Fact]
    public async Task A_finished_rollout_can_be_rolled_back()
    {
        var at = await new VirtualWorld().RollBackAsync(Shop.Slow, new("2.0.0"), Rollback.Immediate, TestContext.Current.CancellationToken);
        var gradual = await new VirtualWorld().RollBackAsync(Shop.Slow, new("2.0.0"), Rollback.Gradual, TestContext.Current.CancellationToken);

        Assert.Equal(RolloutOutcome.RolledBack, at.Outcome);
        Assert.Equal(RolloutOutcome.RolledBack, gradual.Outcome);
        Assert.Equal([50, 0], gradual.Shifts().Select(shift => shift.Green));
    }

    [Fact]
    public async Task A_good_release_survives_chance_and_the_same_seed_gives_the_same_run()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Runs.Succeeded(await new VirtualWorld().Randomly(seed).Run());
        }

        Assert.Equal((await new VirtualWorld().Randomly(7).Run()).ToString(), (await new VirtualWorld().Randomly(7).Run()).ToString());
        Assert.NotEqual((await new VirtualWorld().Randomly(8).Run()).ToString(), (await new VirtualWorld().Randomly(7).Run()).ToString());
    }

    [Theory]
    [InlineData("shift to 11%", "'shift to 10%'")]
    [InlineData("bake at 10%", "does no work of its own")]
    public async Task A_world_that_does_not_fit_the_plan_is_refused(string step, string message)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => new VirtualWorld().Fail(step).Run(Shop.Slow));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeline_tells_what_users_got()
    {
        var result = await new VirtualWorld().Green(errors: Percentage.Of(8), from: TimeSpan.FromMinutes(3)).Run(Shop.Slow);

        Assert.Equal(result.Journal.Length, result.Timeline.Length);
        Assert.Equal(result.ErrorsServed, result.Timeline[^1].ErrorsServed);
        Assert.Contains("rollout of 2.0.0 started", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promoting_at_once_goes_without_requests()
    {
        var result = await new VirtualWorld().Requests(0).At(300, SignalKind.PromoteNow).Run(Shop.Slow);

        Assert.True(result.All<DeploymentMadeLive>().Length > 0, string.Join("\n", result.Timeline.Select(m => m.ToString()).Take(60)));
        Assert.Equal(HoldKind.Silence, result.All<HoldPlaced>()[0].Hold);
        Assert.Contains(result.All<HoldLifted>(), lifted => lifted.Reason == "promoted at once");
        Assert.InRange(result.At<DeploymentMadeLive>(live => live.Deployment?.Version == "2.0.0"), 300, 330);
    }
}
