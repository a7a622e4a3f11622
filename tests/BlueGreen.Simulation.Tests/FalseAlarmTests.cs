using BlueGreen.Events;
using BlueGreen.Testing;

namespace BlueGreen.Simulation;

/// <summary>What the rule promises, kept by whole rollouts: plan, driver, machine and tests together, in noisy worlds.</summary>
public sealed class FalseAlarmTests
{
    private const int Runs = 150;

    [Fact]
    public async Task At_most_one_of_a_hundred_good_releases_is_rolled_back_whatever_both_sides_go_through()
    {
        var rolledBack = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var world = new VirtualWorld().Requests(60).Randomly(seed)
                .Blue(errors: Percentage.Of(1)).Green(errors: Percentage.Of(1))
                .Blue(errors: Percentage.Of(15), from: TimeSpan.FromSeconds(100)).Green(errors: Percentage.Of(15), from: TimeSpan.FromSeconds(97));
            var result = await world.RunAsync(Plan(), new Release("2.0.0"), TestContext.Current.CancellationToken);
            rolledBack += result.Outcome == RolloutOutcome.RolledBack ? 1 : 0;
        }

        Assert.InRange(rolledBack, 0, (Runs * 0.01) + (3 * Math.Sqrt(Runs * 0.01 * 0.99)));
    }

    [Fact]
    public async Task A_bad_release_is_rolled_back_each_time()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var world = new VirtualWorld().Requests(60).Randomly(seed).Blue(errors: Percentage.Of(1)).Green(errors: Percentage.Of(10));
            var result = await world.RunAsync(Plan(), new Release("2.0.0"), TestContext.Current.CancellationToken);

            Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
            Assert.NotNull(Assert.Single(result.Journal.Select(entry => entry.Event).OfType<TriggerTripped>()).Finding);
        }
    }

    private static RolloutPlan Plan() => StandardPlan.Roles()
        .SampleEvery(TimeSpan.FromSeconds(1)).RollBackWhen(When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime))
        .DeployGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(3)).ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(2)).ShiftTo(Percentage.All).Promote().Build();
}
