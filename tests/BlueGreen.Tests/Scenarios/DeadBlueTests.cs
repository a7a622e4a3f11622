using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>The deployment to return to dies in the middle.</summary>
public sealed class DeadBlueTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task It_is_noticed_held_for_and_started_again_and_the_held_time_does_not_count()
    {
        var calm = await new VirtualWorld().Run(Shop.Slow);

        var result = await new VirtualWorld().BlueDies(300.0.Seconds()).Run(Shop.Slow);

        Runs.Succeeded(result);
        var hold = result.Only<HoldPlaced>();
        Assert.Equal(HoldKind.Blue, hold.Hold);
        Assert.Contains("3 rounds in a row", hold.Reason, StringComparison.Ordinal);
        Assert.Equal(EventImportance.Warning, hold.GetImportance());
        Assert.InRange(result.At<HoldPlaced>(), 320, 335);
        Assert.InRange(result.At<HoldLifted>(), 320, 340);
        Assert.True(result.At<OutcomeReached>() >= calm.At<OutcomeReached>() + result.At<HoldLifted>() - result.At<HoldPlaced>());
    }

    [Fact]
    public async Task The_router_is_told_where_it_is_now()
    {
        var result = await new VirtualWorld().BlueDies(300.0.Seconds()).Run(Shop.Slow);

        var told = result.Shifts(after: result.At<HoldPlaced>())[0];
        Assert.Equal(10, told.Green);
        Assert.True(told.At < result.At<HoldLifted>() + 5);
    }

    [Fact]
    public async Task Before_green_has_traffic_it_is_noticed_too()
    {
        var plan = Shop.Armed().DeployGreen().Gate("load", Checks.Command("k6", "run"), deadline: Hour).ShiftTo(Percentage.All).Promote().Build();

        var result = await new VirtualWorld().Takes("load", TimeSpan.FromMinutes(20)).BlueDies(60.0.Seconds()).Run(plan);

        Runs.Succeeded(result);
        Assert.Equal(HoldKind.Blue, result.Only<HoldPlaced>().Hold);
        Assert.InRange(result.At<HoldPlaced>(), 80, 95);
        Assert.InRange(result.At<HoldLifted>(), 80, 100);
    }

    [Fact]
    public async Task While_it_cannot_be_started_the_weight_stays_however_long_it_takes()
    {
        var result = await new VirtualWorld().BlueDies(300.0.Seconds()).EnvironmentOutage(299.0.Seconds(), TimeSpan.FromHours(3)).Run(Shop.Slow);

        Runs.Succeeded(result);
        var lifted = result.At<HoldLifted>(lifted => lifted.Hold == HoldKind.Blue);
        Assert.True(lifted >= 299 + (3 * 3600));
        Assert.All(result.Shifts().Where(shift => shift.At < lifted), shift => Assert.Equal(10, shift.Green));
        Assert.InRange(result.All<ProviderTroubled>().Length, 4, 8);
        Assert.Contains("starting 1.0.0 (blue) again", result.All<ProviderTroubled>()[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blue_that_runs_and_is_ill_is_waited_for()
    {
        var world = new VirtualWorld().Blue(healthy: false, from: 300.0.Seconds()).Blue(healthy: true, from: 1200.0.Seconds());

        var result = await world.Run(Shop.Slow);

        Runs.Succeeded(result);
        Assert.InRange(result.At<HoldLifted>(), 1200, 1215);
    }

    [Fact]
    public async Task One_round_that_fails_is_no_death()
    {
        var world = new VirtualWorld().Blue(healthy: false, from: 300.0.Seconds()).Blue(healthy: true, from: 315.0.Seconds());

        Assert.Empty((await world.Run(Shop.Slow)).All<HoldPlaced>());
    }

    [Fact]
    public async Task A_person_may_promote_without_it()
    {
        var world = new VirtualWorld().Blue(healthy: false, from: 300.0.Seconds()).At(900, SignalKind.PromoteNow);

        var result = await world.Run(Shop.Slow);

        Runs.Succeeded(result);
        Assert.Equal("promoted without a way back", result.Only<HoldLifted>().Reason);
        Assert.InRange(result.Shifts(after: 300)[0].At, 900, 905);
    }

    [Fact]
    public async Task A_promotion_that_was_asked_for_before_it_died_waits()
    {
        var plan = Shop.Armed().DeployGreen().ShiftTo(Percentage.Of(10)).Gate("load", Checks.Command("k6", "run"), deadline: Hour).ShiftTo(Percentage.All).Promote().Build();
        var world = new VirtualWorld().Takes("load", TimeSpan.FromMinutes(20)).At(100, SignalKind.PromoteNow)
            .Blue(healthy: false, from: 300.0.Seconds()).Blue(healthy: true, from: 3000.0.Seconds());

        var result = await world.Run(plan);

        Runs.Succeeded(result);
        Assert.True(result.Shifts()[^1].At >= 3000);
    }

    [Fact]
    public async Task A_rollback_starts_it_before_anybody_is_sent_there()
    {
        var world = new VirtualWorld().BlueDies(300.0.Seconds()).EnvironmentOutage(299.0.Seconds(), TimeSpan.FromMinutes(10)).Green(errors: Percentage.Of(30), from: 500.0.Seconds());

        var result = await world.Run(Shop.Slow);

        var rollback = Runs.RolledBack(result);
        Assert.Contains("error_rate", rollback.Reason, StringComparison.Ordinal);
        var decided = result.At<RollbackStarted>();
        Assert.True(decided < 299 + 600);
        Assert.True(result.Shifts(after: decided)[0].At >= 299 + 600);
    }

    [Fact]
    public async Task A_rollback_that_meets_it_just_dead_starts_it_first()
    {
        var result = await new VirtualWorld().BlueDies(300.0.Seconds()).At(312, SignalKind.RollBack).Run(Shop.Slow);

        Runs.RolledBack(result);
        Assert.Empty(result.All<HoldPlaced>());
        Assert.Single(result.All<OperationIntended>(), intended => intended.Operation is RestartDeployment);
    }

    /// <summary>Everything else of such a rollback is over long before the next round of probes.</summary>
    [Fact]
    public async Task A_rollback_is_not_declared_done_with_a_blue_that_died_in_its_last_moments()
    {
        var calm = await new VirtualWorld().At(312, SignalKind.RollBack).Run(Shop.Slow);
        var (began, back) = (calm.At<RollbackStarted>(), calm.At<TrafficShifted>(shifted => shifted.Green == Percentage.Zero));
        Assert.DoesNotContain(calm.All<OperationIntended>(), intended => intended.Operation is RestartDeployment);

        foreach (var part in (double[])[0.1, 0.5, 0.9])
        {
            var result = await new VirtualWorld().BlueDies((began + ((back - began) * part)).Seconds()).At(312, SignalKind.RollBack).Run(Shop.Slow);

            Runs.RolledBack(result);
            var restart = Assert.Single(result.All<OperationIntended>(), intended => intended.Operation is RestartDeployment);
            Assert.True(result.At<OutcomeReached>() > result.At<OperationCompleted>(done => done.Id == restart.Id));
        }
    }

    [Fact]
    public async Task An_abort_before_green_has_traffic_does_not_wait_for_it()
    {
        var plan = Shop.Armed().DeployGreen().Gate("load", Checks.Command("k6", "run"), deadline: Hour).ShiftTo(Percentage.All).Promote().Build();
        var world = new VirtualWorld().Takes("load", TimeSpan.FromMinutes(20)).Blue(healthy: false, from: 60.0.Seconds()).At(300, SignalKind.Abort);

        var result = await world.Run(plan);

        Assert.Equal(RolloutOutcome.Aborted, result.Outcome);
        Assert.True(result.At<OutcomeReached>() < 340);
    }

    [Fact]
    public async Task Another_driver_holds_on_and_brings_it_back()
    {
        var world = new VirtualWorld().BlueDies(300.0.Seconds()).EnvironmentOutage(299.0.Seconds(), TimeSpan.FromMinutes(10)).DriverDies(600.0.Seconds());

        var result = await world.Run(Shop.Slow);

        Runs.Succeeded(result);
        Assert.True(result.At<HoldLifted>(lifted => lifted.Hold == HoldKind.Blue) >= 299 + 600);
    }

    [Fact]
    public async Task Without_probes_or_in_an_emergency_nothing_is_different()
    {
        var mute = new RolloutBuilder("shop").Environment(new Plans.Fakes.FakeSite()).Traffic(new Plans.Fakes.FakeRouter()).Metrics(Plans.Fakes.FakeMetrics.Everything)
            .WithoutTriggers("only blue is of interest").DeployGreen().ShiftTo(Percentage.All).Bake(TimeSpan.FromMinutes(2)).Promote().Build();
        var burning = Shop.Roles().Follow(RolloutProfiles.Emergency("it burns")).Build();
        foreach (var plan in new[] { mute, burning })
        {
            var calm = await new VirtualWorld().Run(plan);
            var dead = await new VirtualWorld().BlueDies(1.0.Seconds()).Run(plan);

            Assert.Equal(RolloutOutcome.Succeeded, dead.Outcome);
            Assert.Equal(calm.Journal.Select(entry => entry.Event.GetKind()), dead.Journal.Select(entry => entry.Event.GetKind()));
        }
    }

    [Fact]
    public async Task Past_the_point_of_no_return_nobody_waits_for_it()
    {
        var calm = await new VirtualWorld().At(3000, SignalKind.Approve).Run(Shop.Contracting);
        var passed = calm.At<PointOfNoReturnPassed>();

        var result = await new VirtualWorld().At(3000, SignalKind.Approve).BlueDies((passed + 60).Seconds()).Run(Shop.Contracting);

        Runs.Succeeded(result);
        Assert.Empty(result.All<HoldPlaced>());
    }
}
