using BlueGreen.Events;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>The automatic rollbacks of the procedure, in the standard course. Green gets bad a minute after it went live.</summary>
public sealed class TriggerTests
{
    private const double Onset = 360;

    [Fact]
    public Task Above_5_percent_errors_for_2_minutes_roll_back_at_once() =>
        AtOnce(Bad(errors: 6), "error_rate > 5% for 2 min", 120);

    [Fact]
    public Task Three_failed_health_checks_within_a_minute_roll_back_at_once() =>
        AtOnce(Bad(healthy: false), "3 health failures in a row within 1 min", 20);

    [Fact]
    public Task Above_2_seconds_for_5_minutes_roll_back_gradually_unless_they_get_worse() =>
        Gradually(
            Bad(milliseconds: 2200).Green(responseTime: TimeSpan.FromMilliseconds(2100), from: (Onset + 295).Seconds()),
            "response_time > 2000 ms for 5 min", 300);

    [Fact]
    public Task Above_90_percent_memory_for_3_minutes_roll_back_gradually() =>
        Gradually(Bad(memory: 91), "memory_usage > 90% for 3 min", 180);

    [Theory]
    [InlineData(5.0)]
    [InlineData(4.9)]
    [InlineData(50.0, null, null, null, 100)]
    [InlineData(null, 2000.0)]
    [InlineData(null, 1990.0)]
    [InlineData(null, 5000.0, null, null, 280)]
    [InlineData(null, null, 90.0)]
    [InlineData(null, null, 89.0)]
    [InlineData(null, null, 99.0, null, 160)]
    [InlineData(null, null, null, false, 15)]
    [InlineData(4.9, 1990.0, 89.0, true)]
    public async Task What_is_just_within_a_limit_or_too_short_does_not(
        double? errors = null, double? milliseconds = null, double? memory = null, bool? healthy = null, double lasting = 5000) =>
        Runs.Succeeded(await Good(Bad(errors, milliseconds, memory, healthy), Onset + lasting).Run());

    [Fact]
    public async Task A_good_minute_between_two_bad_ones_begins_the_count_anew()
    {
        var world = Good(Bad(errors: 8, healthy: false), Onset + 15);
        for (var at = Onset + 40; at < 1000; at += 140)
        {
            world = Good(world.Green(errors: Percentage.Of(8), from: at.Seconds()), at + 105);
        }

        Runs.Succeeded(await world.Run());
    }

    [Fact]
    public async Task The_immediate_trigger_goes_first_when_two_are_due()
    {
        var plan = Shop.Roles()
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(4)).For(TimeSpan.FromMinutes(2)), Rollback.Gradual)
            .Follow(RolloutProfiles.Standard).Build();

        var result = await Bad(errors: 20).Run(plan);

        Assert.Equal("error_rate > 5% for 2 min", Runs.RolledBack(result).Rule);
    }

    private static async Task AtOnce(VirtualWorld world, string rule, double after)
    {
        var result = await world.Run();

        var rollback = Runs.RolledBack(result);
        Assert.Equal((rule, true), (rollback.Rule, rollback.Strategy.IsImmediate));
        Assert.InRange(result.OnsetToDecision!.Value.TotalSeconds, after, after + 15);
        Assert.InRange((result.OnsetToRollback - result.OnsetToDecision)!.Value.TotalSeconds, 0, 1);
        Assert.Equal(rule, result.Only<TriggerTripped>().Rule);
        Assert.StartsWith(rule, result.Reason, StringComparison.Ordinal);
    }

    private static async Task Gradually(VirtualWorld world, string rule, double after)
    {
        var result = await world.Run();

        var rollback = Runs.RolledBack(result);
        Assert.Equal((rule, Rollback.Gradual), (rollback.Rule, rollback.Strategy));
        Assert.InRange(result.OnsetToDecision!.Value.TotalSeconds, after - 10, after + 15);
        var begun = result.At<RollbackStarted>();
        var shifts = result.Shifts(begun);
        Assert.Equal([50, 0], shifts.Select(shift => shift.Green));
        Assert.InRange(shifts[0].At - begun, 0, 1);
        Assert.InRange(shifts[1].At - shifts[0].At, 120, 121);
        Assert.InRange(result.At<OutcomeReached>() - shifts[1].At, 60 + 300, 60 + 301);
    }

    private static VirtualWorld Bad(double? errors = null, double? milliseconds = null, double? memory = null, bool? healthy = null) => new VirtualWorld().Green(
        errors: errors is { } percent ? Percentage.Of(percent) : null,
        responseTime: milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : null,
        memory: memory is { } used ? Percentage.Of(used) : null,
        healthy: healthy,
        from: Onset.Seconds());

    private static VirtualWorld Good(VirtualWorld world, double from) => world.Green(
        errors: Percentage.Of(0.1), responseTime: TimeSpan.FromMilliseconds(120), memory: Percentage.Of(40), healthy: true, from: from.Seconds());
}
