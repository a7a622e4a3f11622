using BlueGreen.Events;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>No evidence is neither success nor failure.</summary>
public sealed class EvidenceTests
{
    [Theory]
    [InlineData(60, "bake at 10%", 120)]
    [InlineData(200, "bake at 50%", 180)]
    [InlineData(500, "watch", 600)]
    public async Task A_metrics_outage_holds_and_lengthens_the_bake_by_itself(double from, string bake, double duration)
    {
        var result = await new VirtualWorld().MetricsOutage(from.Seconds(), TimeSpan.FromHours(2)).Run();

        Runs.Succeeded(result);
        Assert.Equal(HoldKind.Source, result.Only<HoldPlaced>().Hold);
        Assert.InRange(result.At<HoldPlaced>(), from, from + 25);
        Assert.InRange(result.At<HoldLifted>(), from + 7200, from + 7215);
        Assert.InRange(result.Took(bake), duration + 7180, duration + 7221);
    }

    [Fact]
    public async Task One_missing_sample_is_no_outage()
    {
        var result = await new VirtualWorld().MetricsOutage(63.0.Seconds(), 8.0.Seconds()).Run();

        Runs.Succeeded(result);
        Assert.Empty(result.All<HoldPlaced>());
    }

    [Fact]
    public async Task Metrics_that_never_come_back_leave_the_rollout_where_it_is()
    {
        var result = await new VirtualWorld().MetricsOutage(60.0.Seconds(), TimeSpan.FromDays(30)).Patience(TimeSpan.FromHours(12)).Run();

        Assert.Null(result.Outcome);
        Assert.Equal([10], result.Shifts().Select(shift => shift.Green));
        Assert.Equal(HoldKind.Source, result.Only<HoldPlaced>().Hold);
    }

    [Fact]
    public async Task Little_traffic_lengthens_a_bake_until_100_requests_are_measured()
    {
        var result = await new VirtualWorld().Requests(5).Run();

        Runs.Succeeded(result);
        Assert.InRange(result.Took("bake at 10%"), 200, 221);
    }

    [Fact]
    public async Task Too_little_traffic_rolls_back_at_the_deadline()
    {
        var result = await new VirtualWorld().Requests(1).Run(Shop.Baking(Inconclusive.RollBack));

        Runs.RolledBack(result);
        Assert.InRange(result.At<StepFailed>() - result.At<StepStarted>(step => step.Step == "bake at 10%"), 359, 361);
        Assert.Contains("of 100 samples", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Green_alone_without_requests_comes_to_the_policy_of_the_bake(bool inStandard)
    {
        var result = await new VirtualWorld().Green(silent: true).Run(inStandard ? Shop.Standard : Shop.Baking(Inconclusive.RollBack));

        Runs.RolledBack(result);
        Assert.InRange(result.At<StepFailed>() - result.At<StepStarted>(step => step.Step == "bake at 10%"), 359, 361);
        Assert.Empty(result.All<HoldPlaced>());
    }

    [Fact]
    public async Task Green_alone_without_requests_is_held_where_the_bake_says_so()
    {
        var result = await new VirtualWorld().Green(silent: true).Patience(TimeSpan.FromHours(6)).Run(Shop.Baking(Inconclusive.Hold));

        Assert.Null(result.Outcome);
        Assert.InRange(result.At<HoldPlaced>() - result.At<StepStarted>(step => step.Step == "bake at 10%"), 359, 361);
        Assert.Equal([10], result.Shifts().Select(shift => shift.Green));
    }

    [Fact]
    public async Task Held_for_too_little_traffic_a_bake_goes_on_until_it_has_measured_enough()
    {
        var result = await new VirtualWorld().Requests(1).Run(Shop.Baking(Inconclusive.Hold));

        Runs.Succeeded(result);
        Assert.InRange(result.Took("bake at 10%"), 1000, 1040);
        Assert.InRange(result.Journal.Length, 0, 150);
    }

    [Fact]
    public async Task Both_sides_without_requests_hold_until_some_come()
    {
        var result = await new VirtualWorld()
            .Blue(silent: true, from: 60.0.Seconds()).Blue(silent: false, from: 2060.0.Seconds())
            .Green(silent: true, from: 53.0.Seconds()).Green(silent: false, from: 2053.0.Seconds())
            .Run();

        Runs.Succeeded(result);
        Assert.Equal(HoldKind.Silence, result.Only<HoldPlaced>().Hold);
        Assert.InRange(result.At<HoldPlaced>(), 80, 90);
        Assert.InRange(result.At<HoldLifted>(), 2060, 2085);
        Assert.InRange(result.Took("bake at 10%"), 120 + 1980, 120 + 2020);
    }

    [Fact]
    public async Task Night_rolls_nothing_back()
    {
        var result = await new VirtualWorld().Requests(0).Patience(TimeSpan.FromHours(8)).Run();

        Assert.Null(result.Outcome);
        Assert.Equal(HoldKind.Silence, result.Only<HoldPlaced>().Hold);
    }

    [Fact]
    public async Task Failed_health_checks_count_while_the_metrics_are_away()
    {
        var result = await new VirtualWorld().MetricsOutage(60.0.Seconds(), TimeSpan.FromHours(2)).Green(healthy: false, from: 100.0.Seconds()).Run();

        Assert.Equal("3 health failures in a row within 1 min", Runs.RolledBack(result).Rule);
        Assert.InRange(result.OnsetToDecision!.Value.TotalSeconds, 20, 35);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(8, false)]
    public async Task A_gap_of_more_than_two_intervals_begins_the_count_anew(double outage, bool isAnew)
    {
        var world = new VirtualWorld().Green(errors: Percentage.Of(8), from: 100.0.Seconds()).MetricsOutage(187.0.Seconds(), outage.Seconds());

        var result = await world.Run(Shop.Slow);

        Runs.RolledBack(result);
        var since = isAnew ? 187 + outage : 107;
        Assert.InRange(result.At<RollbackStarted>(), since + 110, since + 135);
    }

    [Fact]
    public async Task A_rollout_of_no_metrics_at_all_bakes_by_its_health()
    {
        var plan = new RolloutBuilder("shop").Environment(new Plans.Fakes.FakeSite()).Traffic(new Plans.Fakes.FakeRouter()).Health(Plans.Sample.Api)
            .RollBackWhen(Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1)))
            .DeployGreen().ProbeGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2)).ShiftTo(Percentage.All).Promote()
            .Build();

        Runs.Succeeded(await new VirtualWorld().Run(plan));
        Runs.RolledBack(await new VirtualWorld().Green(healthy: false, from: 60.0.Seconds()).Run(plan));
    }
}
