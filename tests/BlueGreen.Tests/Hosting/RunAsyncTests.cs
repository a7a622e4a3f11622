using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Tests.Hosting;

public sealed class RunAsyncTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_release_succeeds_and_blue_is_retired_last()
    {
        var shop = new Shop();

        var result = await shop.QuickPlan().RunAsync(new Release("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal(["deploy 2", "split d-1 90%, d-2 10%", "split d-2 100%", "live 2", "retire 1"], shop.Calls);
        Assert.Equal(Enumerable.Range(1, result.Journal.Length).Select(n => (long)n), result.Journal.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task A_bad_release_is_rolled_back_by_its_trigger()
    {
        var shop = new Shop { GreenErrors = 0.2 };

        var result = await shop.QuickPlan().RunAsync(new Release("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.Contains("error_rate", result.Reason, StringComparison.Ordinal);
        Assert.Equal("d-1 100%", shop.Split.ToString());
        Assert.Equal(["deploy 2", "split d-1 90%, d-2 10%", "split d-1 100%", "retire 2"], shop.Calls);
    }

    [Fact]
    public async Task The_first_rollout_has_no_blue_and_goes_to_everything_at_once()
    {
        var shop = new Shop(live: null);

        var result = await shop.QuickPlan().RunAsync(new Release("1"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal(["deploy 1", "split d-1 100%", "live 1"], shop.Calls.Distinct());
    }

    [Fact]
    public async Task A_first_rollout_that_fails_leaves_nothing_with_traffic()
    {
        var shop = new Shop(live: null) { GreenErrors = 0.5 };

        var result = await shop.QuickPlan().RunAsync(new Release("1"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.True(shop.Split.IsNone);
        Assert.Null(shop.Live);
    }

    [Fact]
    public async Task A_failing_gate_before_traffic_fails_and_is_undone()
    {
        var shop = new Shop();
        var plan = shop.Plan().DeployGreen()
            .Gate("smoke", (green, _) => Task.FromResult(CheckResult.Fail($"{green.Version} is smoking")))
            .ShiftTo(Percentage.All).Promote()
            .Build();

        var result = await plan.RunAsync(new Release("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains("2 is smoking", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["deploy 2", "retire 2"], shop.Calls);
    }

    [Fact]
    public async Task All_failed_checks_are_reported_together()
    {
        var plan = new Shop().Plan()
            .Check(
                Checks.Variable("BLUEGREEN_TEST_IS_NOT_SET"),
                Checks.That("first", (_, _) => Task.FromResult(CheckResult.Fail("no"))),
                Checks.That("second", (_, _) => throw new InvalidOperationException("broken")))
            .DeployGreen().ShiftTo(Percentage.All).Promote()
            .Build();

        var result = await plan.RunAsync(new Release("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains("BLUEGREEN_TEST_IS_NOT_SET", result.Reason, StringComparison.Ordinal);
        Assert.Contains("first: no", result.Reason, StringComparison.Ordinal);
        Assert.Contains("broken", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_the_token_aborts_and_waits_until_blue_has_everything()
    {
        var shop = new Shop();
        using var cancel = new CancellationTokenSource();
        var plan = shop.Plan().DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(10)).ShiftTo(Percentage.All).Promote().Build();
        var options = new RunOptions { Progress = new Listener(e => Cancel(e, cancel)) };

        var result = await plan.RunAsync(new Release("2"), options, cancel.Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.Equal("d-1 100%", shop.Split.ToString());

        static void Cancel(RolloutEvent e, CancellationTokenSource cancel)
        {
            if (e is TrafficShifted { Green.Percent: 50 })
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public async Task Aborting_while_deploying_settles_the_deploy_first()
    {
        var never = new TaskCompletionSource();
        var shop = new Shop { DeployGate = never.Task };
        using var cancel = new CancellationTokenSource();
        var options = new RunOptions { Progress = new Listener(e => Cancel(e, cancel)) };

        var result = await shop.QuickPlan().RunAsync(new Release("2"), options, cancel.Token);

        Assert.Equal(RolloutOutcome.Aborted, result.Outcome);
        Assert.Equal(["deploy 2", "cancel deploy"], shop.Calls);

        static void Cancel(RolloutEvent e, CancellationTokenSource cancel)
        {
            if (e is OperationIntended { Operation: Operations.RunStep })
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public async Task Leaving_returns_and_another_run_of_the_host_resumes_the_journal()
    {
        var shop = new Shop();
        var store = new InMemoryRolloutStore();
        using var leave = new CancellationTokenSource();
        var plan = shop.Plan().DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(10)).ShiftTo(Percentage.All).Promote().Build();
        var options = new RunOptions { Store = store, Leave = leave.Token, Progress = new Listener(e => Leave(e, leave)) };

        var left = await plan.RunAsync(new Release("2"), options, Token);

        Assert.Null(left.Outcome);
        Assert.Equal("d-1 50%, d-2 50%", shop.Split.ToString());
        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => plan.RunAsync(new Release("3"), new() { Store = store }, Token));
        Assert.Contains(left.Rollout.Value, refused.Message, StringComparison.Ordinal);

        static void Leave(RolloutEvent e, CancellationTokenSource leave)
        {
            if (e is TrafficShifted)
            {
                leave.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(IfActive.Supersede, RolloutOutcome.RolledBack)]
    [InlineData(IfActive.Queue, RolloutOutcome.Succeeded)]
    public async Task A_run_behind_a_rollout_that_nobody_drives_brings_that_one_to_its_end_first(IfActive ifActive, RolloutOutcome former)
    {
        var shop = new Shop();
        var store = new InMemoryRolloutStore();
        using var leave = new CancellationTokenSource();
        var plan = shop.QuickPlan();
        var left = await plan.RunAsync(new Release("2"), new() { Store = store, Leave = leave.Token, Progress = new Listener(e => Leave(e, leave)) }, Token);

        var result = await plan.RunAsync(new Release("3"), new() { Store = store, Start = new() { IfActive = ifActive } }, Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal("d-3 100%", shop.Split.ToString());
        var journal = await store.ReadAsync(left.Rollout, 0, Token);
        Assert.Equal(former, Assert.IsType<RolloutClosed>(journal[^1].Event).Outcome);

        static void Leave(RolloutEvent e, CancellationTokenSource leave)
        {
            if (e is TrafficShifted)
            {
                leave.Cancel();
            }
        }
    }
}
