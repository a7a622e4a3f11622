using BlueGreen.Events;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>Rollouts that are judged by comparing green with blue, sampled every second.</summary>
public sealed class ComparisonTests
{
    private static WorseThanBlue InBoth { get; } = When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime);

    private static RolloutPlan Plan { get; } = Comparing(InBoth);

    [Fact]
    public async Task A_release_that_fails_half_of_its_requests_is_gone_within_seconds_and_the_reason_is_a_sentence_with_numbers()
    {
        var result = await Noisy().Green(errors: Percentage.Of(50)).Run(Plan);

        var rollback = Runs.RolledBack(result);
        var tripped = result.Only<TriggerTripped>();
        Assert.Equal("green is worse than blue", tripped.Rule);
        Assert.Equal(rollback.Reason, tripped.Reason);
        Assert.Matches(@"^green is worse than blue: Green fails more often than blue: green failed \d+ of \d+ requests \([\d.]+%\), blue \d+ of [\d,]+ requests \([\d.]+%\); so much evidence comes by chance in (at most|under) [\d.]+% of rollouts, 1% are allowed\.$", tripped.Reason);
        Assert.InRange(result.At<TriggerTripped>() - result.At<TrafficShifted>(shift => shift.Green == Percentage.Of(10)), 0, 5);
        Assert.InRange(result.GreenErrorsServed, 1, 60);
    }

    [Fact]
    public async Task A_release_as_good_as_blue_goes_through_at_whatever_rate_both_fail() =>
        Runs.Succeeded(await Noisy().Blue(errors: Percentage.Of(6)).Green(errors: Percentage.Of(6)).Run(Plan));

    [Fact]
    public async Task An_outage_that_strikes_both_sides_is_not_held_against_green()
    {
        var world = Noisy()
            .Blue(errors: Percentage.Of(20), from: 60d.Seconds()).Blue(errors: Percentage.Of(0.1), from: 180d.Seconds())
            .Green(errors: Percentage.Of(20), from: 40d.Seconds()).Green(errors: Percentage.Of(0.1), from: 150d.Seconds());

        var result = await world.Blue(errors: Percentage.Of(20), from: 30d.Seconds()).Run(Plan);

        Runs.Succeeded(result);
    }

    [Fact]
    public async Task A_release_that_turns_slow_in_its_tenth_minute_is_found()
    {
        var result = await Noisy().Green(responseTime: TimeSpan.FromMilliseconds(400), from: 500d.Seconds()).Run(Comparing(InBoth, bake: 15));

        Assert.Contains("Green is slower than blue: beyond", Runs.RolledBack(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_start_is_forgiven_and_a_failing_one_is_not_unless_the_plan_says_so()
    {
        var slow = Noisy().Green(responseTime: TimeSpan.FromMilliseconds(240)).Green(responseTime: TimeSpan.FromMilliseconds(120), from: 60d.Seconds());
        var failing = Noisy().Blue(errors: Percentage.Of(1)).Green(errors: Percentage.Of(5)).Green(errors: Percentage.Of(1), from: 60d.Seconds());

        Runs.Succeeded(await slow.Run(Plan));
        Runs.RolledBack(await slow.Run(Comparing(InBoth with { SlowStart = null })));
        Runs.RolledBack(await failing.Run(Plan));
        Runs.Succeeded(await failing.Run(Comparing(InBoth.ForgivingColdStart())));
    }

    [Fact]
    public async Task What_the_plan_tolerates_is_tolerated()
    {
        var twice = Noisy().Blue(errors: Percentage.Of(2)).Green(errors: Percentage.Of(4));

        Runs.RolledBack(await twice.Run(Plan));
        Runs.Succeeded(await twice.Run(Comparing(When.GreenIsWorse().In(Metric.ErrorRate).Tolerating(Factor.Of(3)))));
    }

    [Fact]
    public async Task Block_by_block_takes_longer_and_finds_it_too()
    {
        var result = await Noisy().Green(errors: Percentage.Of(20)).Run(Comparing(When.GreenIsWorse().DespiteBursts()));

        Assert.Contains("blocks of 5 s", Runs.RolledBack(result).Reason, StringComparison.Ordinal);
        Assert.InRange(result.At<TriggerTripped>() - result.At<TrafficShifted>(shift => shift.Green == Percentage.Of(10)), 40, 120);
    }

    [Fact]
    public async Task It_may_bring_users_back_gradually()
    {
        var plan = Builder(Rollback.Gradual, When.GreenIsWorse()).DeployGreen()
            .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(1)).ShiftTo(Percentage.Of(80)).Bake(TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build();

        var result = await Noisy().Green(errors: Percentage.Of(20), from: 120d.Seconds()).Run(plan);

        Runs.RolledBack(result);
        Assert.Equal([50, 0], result.Shifts(result.At<RollbackStarted>()).Select(shift => shift.Green));
    }

    [Fact]
    public async Task Evidence_is_kept_for_the_report()
    {
        var result = await Noisy().Green(errors: Percentage.Of(2)).Run(Plan);

        var checkpoints = result.All<Checkpointed>();
        var tests = checkpoints[^1].Tests.Select(test => test.Test);
        Assert.Equal(["error_rate", "response_time", "split", "together"], tests);
        var curve = checkpoints.SelectMany(checkpoint => checkpoint.Summary).SelectMany(point => point.Evidence).Where(point => point.Test == "error_rate").ToArray();
        Assert.True(curve.Length > 5, $"{curve.Length} points");
        Assert.True(curve[^1].LogEvidence > Math.Log(50), $"{curve[^1].LogEvidence}");
        Assert.All(checkpoints, checkpoint => Assert.All(checkpoint.Tests, test => Assert.NotEqual("", test.Summary)));
    }

    private static VirtualWorld Noisy() => new VirtualWorld().Requests(200).Randomly(7);

    private static RolloutBuilder Builder(RollbackStrategy strategy, WorseThanBlue condition) => Shop.Roles().SampleEvery(TimeSpan.FromSeconds(1)).RollBackWhen(condition, strategy);

    private static RolloutPlan Comparing(WorseThanBlue condition, int bake = 5) => Builder(Rollback.Immediate, condition).DeployGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(bake)).ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(bake)).ShiftTo(Percentage.All).Promote().Build();
}
