using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Plans;
using BlueGreen.Tests.Scenarios;

namespace BlueGreen.Tests.Analysis;

public sealed class BlueWatchTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static PlanDescription Plan => Shop.Slow.Description;

    [Fact]
    public void A_prober_that_fails_itself_says_nothing()
    {
        var watch = Rounds(false, false, null);

        Assert.False(watch.IsDown(Plan));
        Assert.False(watch.Answers);
        Assert.False(watch.Add(Plan, At(4), Round(false)).IsDown(Plan), "a gap begins the count anew");
        Assert.Null(BlueWatch.Unknown.Add(Plan, At(0), []).Answers);
    }

    [Fact]
    public void As_many_in_a_row_as_the_plans_own_rule_says_are_a_death() => Assert.True(Rounds(false, false, false).IsDown(Plan));

    [Fact]
    public void A_good_round_begins_the_count_anew()
    {
        var watch = Rounds(false, false, true, false, false);

        Assert.False(watch.IsDown(Plan));
        Assert.True(watch.Add(Plan, At(5), Round(false)).IsDown(Plan));
    }

    [Fact]
    public void Without_a_rule_three_in_a_row_are_a_death_however_rarely_it_is_probed()
    {
        var plan = Plan with { Triggers = [], SampleEvery = TimeSpan.FromMinutes(2) };
        var watch = BlueWatch.Unknown;
        for (var i = 0; i < 3; i++)
        {
            Assert.False(watch.IsDown(plan));
            watch = watch.Add(plan, Begin + (plan.SampleEvery * i), Round(false));
        }

        Assert.True(watch.IsDown(plan));
    }

    private static BlueWatch Rounds(params bool?[] rounds)
    {
        var watch = BlueWatch.Unknown;
        for (var i = 0; i < rounds.Length; i++)
        {
            watch = watch.Add(Plan, At(i), rounds[i] is { } isHealthy ? Round(isHealthy) : []);
        }

        return watch;
    }

    private static DateTimeOffset At(int round) => Begin + (Plan.SampleEvery * round);

    private static ImmutableArray<ProbeResult> Round(bool isHealthy) =>
        [new() { Probe = "up", Status = isHealthy ? ProbeStatus.Healthy : ProbeStatus.Unhealthy, Latency = TimeSpan.Zero }];
}
