using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Signals;
using BlueGreen.Testing;
using BlueGreen.Testing.Reference;

namespace PlanTests;

/// <summary>What the team promises about its rollouts. Forty minutes take milliseconds; a failed test prints the timeline.</summary>
public sealed class CheckoutPlanTests : IDisposable
{
    private static readonly Release Next = new("2.0.0");

    private readonly ReferenceMigrationRunner _migrations = new(["add-column"], ["drop-column"]);
    private readonly RolloutPlan _plan;

    public CheckoutPlanTests() => _plan = CheckoutPlan.Build(
        new ReferenceEnvironment(),
        new ReferenceTrafficRouter(),
        new StandInMetrics(Metric.ErrorRate.Name, Metric.ResponseTime.Name, Metric.MemoryUsage.Name, Metric.Throughput.Name),
        _migrations);

    public void Dispose() => _migrations.Dispose();

    [Fact]
    public async Task A_good_release_is_live_within_ten_minutes_and_contracts_when_the_dba_agrees()
    {
        var result = await RunAsync(new VirtualWorld().At(TimeSpan.FromMinutes(30), SignalKind.Approve, by: "grace"));

        Assert.True(result.Outcome == RolloutOutcome.Succeeded, result.ToString());
        Assert.True(When<DeploymentMadeLive>(result) < TimeSpan.FromMinutes(10), result.ToString());
        Assert.True(When<PointOfNoReturnPassed>(result) >= TimeSpan.FromMinutes(30), result.ToString());
    }

    [Fact]
    public async Task Nobody_agrees_so_the_old_column_stays()
    {
        var result = await RunAsync(new VirtualWorld());

        Assert.True(result.Outcome == RolloutOutcome.Succeeded, result.ToString());
        Assert.DoesNotContain(result.Timeline, moment => moment.Event is PointOfNoReturnPassed);
    }

    [Theory]
    [InlineData(2, 60)]
    [InlineData(8, 400)]
    [InlineData(50, 2000)]
    public async Task A_release_that_fails_is_rolled_back_before_many_users_notice(double percent, long errors)
    {
        var result = await RunAsync(new VirtualWorld().Green(errors: Percentage.Of(percent), from: TimeSpan.FromMinutes(1)));

        Assert.True(result.Outcome == RolloutOutcome.RolledBack, result.ToString());
        Assert.True(result.GreenErrorsServed < errors, $"{result.GreenErrorsServed} errors\n{result}");
    }

    [Fact]
    public async Task A_leak_takes_users_back_step_by_step()
    {
        var result = await RunAsync(new VirtualWorld().Green(memory: Percentage.Of(95), from: TimeSpan.FromMinutes(7)));

        Assert.True(result.Outcome == RolloutOutcome.RolledBack, result.ToString());
        Assert.Contains(result.Timeline, moment => moment.Event is RollbackStarted { Strategy.IsImmediate: false });
    }

    [Fact]
    public async Task A_failed_payment_flow_costs_no_user_anything()
    {
        var result = await RunAsync(new VirtualWorld().Fail("payment flow"));

        Assert.True(result.Outcome == RolloutOutcome.Failed, result.ToString());
        Assert.Equal(0, result.GreenRequestsServed);
    }

    [Fact]
    public async Task An_outage_of_the_metrics_holds_the_rollout_and_rolls_nothing_back()
    {
        var result = await RunAsync(new VirtualWorld().MetricsOutage(TimeSpan.FromMinutes(1), lasting: TimeSpan.FromHours(1)));

        Assert.True(result.Outcome == RolloutOutcome.Succeeded, result.ToString());
        Assert.Contains(result.Timeline, moment => moment.Event is HoldPlaced { Hold: HoldKind.Source });
        Assert.True(When<DeploymentMadeLive>(result) > TimeSpan.FromHours(1), result.ToString());
    }

    [Fact]
    public async Task A_crash_of_the_tool_in_the_middle_of_a_bake_is_survived()
    {
        var result = await RunAsync(new VirtualWorld().DriverDies(TimeSpan.FromMinutes(4)));

        Assert.True(result.Outcome == RolloutOutcome.Succeeded, result.ToString());
    }

    [Fact]
    public async Task Chance_alone_rolls_nothing_back()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var result = await RunAsync(new VirtualWorld().Randomly(seed));

            Assert.True(result.Outcome == RolloutOutcome.Succeeded, $"seed {seed}: {result}");
        }
    }

    [Fact]
    public async Task A_finished_rollout_can_be_taken_back_within_two_minutes()
    {
        var result = await new VirtualWorld().RollBackAsync(_plan, Next, Rollback.Immediate, TestContext.Current.CancellationToken);

        Assert.True(result.Outcome == RolloutOutcome.RolledBack, result.ToString());
        Assert.True(result.Elapsed < TimeSpan.FromMinutes(2), result.ToString());
    }

    private static TimeSpan When<T>(VirtualWorldResult result) => result.Timeline.First(moment => moment.Event is T).At;

    private Task<VirtualWorldResult> RunAsync(VirtualWorld world) => world.RunAsync(_plan, Next, TestContext.Current.CancellationToken);
}
