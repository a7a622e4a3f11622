using BlueGreen.Plans;
using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans;

public sealed class ProfileTests
{
    [Fact]
    public void Standard_is_the_procedure_with_its_values()
    {
        var plan = Sample.Roles().Follow(RolloutProfiles.Standard).Build();

        Assert.Equal(
            [
                "deploy green 15", "probe green 5", "shift to 10% 1", "bake at 10% 6", "shift to 50% 1", "bake at 50% 9", "shift to 100% 1", "promote 2",
                "watch 30",
            ],
            plan.Steps.Select(step => $"{step.Name} {step.Deadline.TotalMinutes}"));
        var bakes = plan.Steps.OfType<BakeStep>().ToArray();
        Assert.Equal([2, 3, 10], bakes.Select(bake => bake.Duration.TotalMinutes));
        Assert.Equal([Metric.ErrorRate.Below(Percentage.Of(1))], bakes[0].Requiring);
        Assert.Equal(Regression.Defaults, bakes[1].Compare);
        Assert.Equal((5, 10), (plan.Description.Retain!.Value, plan.Description.SampleEvery.TotalSeconds));
    }

    [Fact]
    public void Standard_arms_the_four_triggers_of_the_procedure()
    {
        var plan = Roles().Follow(RolloutProfiles.Standard).Build();

        Assert.Equal(
            [
                "error_rate > 5% for 2 min: at once", "response_time > 2000 ms for 5 min: gradually",
                "3 health failures in a row within 1 min: at once", "memory_usage > 90% for 3 min: gradually",
            ],
            plan.Description.Triggers.Select(rule => $"{rule.Name}: {rule.Strategy}"));
    }

    [Fact]
    public void A_rule_that_the_plan_states_itself_is_not_armed_twice() =>
        Assert.Equal(4, Sample.Roles().Follow(RolloutProfiles.Standard).Build().Description.Triggers.Length);

    [Fact]
    public void Emergency_is_the_short_way_with_its_reason()
    {
        var plan = Roles().Follow(RolloutProfiles.Emergency("checkout is down")).Build();

        Assert.Equal(
            ["deploy green", "probe green", "shift to 100%", "promote", "wait 10 s", "probe green (2)", "watch"],
            plan.Steps.Select(step => step.Name));
        Assert.Equal("checkout is down", plan.Description.EmergencyReason);
        Assert.Equal(TimeSpan.FromMinutes(5), plan.Steps.OfType<BakeStep>().Single().Duration);
        Assert.Equal(4, plan.Description.Triggers.Length);
    }

    [Fact]
    public void Steps_of_ones_own_stand_where_they_are_said()
    {
        var plan = Roles()
            .DeployGreen().ProbeGreen().Gate("smoke", Checks.Variable("A"))
            .Follow(RolloutProfiles.Standard with { Watch = null })
            .PurgeCdn().Watch(TimeSpan.FromMinutes(20))
            .Build();

        Assert.Equal(
            [
                "deploy green", "probe green", "smoke", "shift to 10%", "bake at 10%", "shift to 50%", "bake at 50%", "shift to 100%", "promote", "purge cdn",
                "watch",
            ],
            plan.Steps.Select(step => step.Name));
    }

    [Fact]
    public void What_the_plan_states_wins_wherever_it_is_stated()
    {
        var plan = Roles().Retain(3).Follow(RolloutProfiles.Standard).SampleEvery(TimeSpan.FromSeconds(2)).Build().Description;

        Assert.Equal((3, 2, 2), (plan.Retain!.Value, plan.SampleEvery.TotalSeconds, plan.SampleTimeout.TotalSeconds));
    }

    [Fact]
    public void Every_value_can_be_set()
    {
        var profile = RolloutProfiles.Standard with
        {
            Stages = [new(Percentage.Of(25)) { Bake = TimeSpan.FromMinutes(1) }, new(Percentage.All)],
            Triggers = [],
            DeployWithin = TimeSpan.FromMinutes(1),
            HealthyWithin = TimeSpan.FromMinutes(2),
            Watch = TimeSpan.FromMinutes(3),
            Retain = null,
            SampleEvery = TimeSpan.FromSeconds(4),
            SampleTimeout = TimeSpan.FromSeconds(3),
            GradualRollback = Rollback.Immediate,
        };
        var plan = Sample.Roles().Follow(profile).Build();

        Assert.Equal(
            ["deploy green 1", "probe green 2", "shift to 25% 1", "bake at 25% 3", "shift to 100% 1", "promote 2", "watch 9"],
            plan.Steps.Select(step => $"{step.Name} {step.Deadline.TotalMinutes}"));
        Assert.Equal((4, 3), (plan.Description.SampleEvery.TotalSeconds, plan.Description.SampleTimeout.TotalSeconds));
        Assert.True(plan.Description.GradualRollback.IsImmediate);
        Assert.Null(plan.Description.Retain);
        Assert.Single(plan.Description.Triggers);
    }

    [Fact]
    public void A_metric_that_no_source_answers_is_a_problem_until_the_profile_does_without()
    {
        static RolloutBuilder Plan() => new RolloutBuilder("shop").Environment(new FakeSite()).Traffic(new FakeRouter())
            .Metrics(new FakeMetrics("router", Metric.ErrorRate, Metric.ResponseTime, Metric.Throughput)).Health(Sample.Api);

        Assert.Equal(
            [
                "rule 'memory_usage > 90% for 3 min': No metrics source answers memory_usage.",
                "step 6 'bake at 50%': It compares memory_usage, which no metrics source answers.",
            ],
            Assert.Throws<InvalidPlanException>(() => Plan().Follow(RolloutProfiles.Standard).Build())
                .Problems.Select(problem => $"{problem.Subject}: {problem.Fault}"));

        var plan = Plan().Follow(RolloutProfiles.Standard.Without(Metric.MemoryUsage)).Build();
        Assert.Equal(3, plan.Description.Triggers.Length);
        Assert.Equal(["response_time", "error_rate", "throughput"], plan.Steps.OfType<BakeStep>().ElementAt(1).Compare!.Rules.Select(rule => rule.Metric.Value));
    }

    [Fact]
    public void A_profile_can_do_without_everything_that_it_measures()
    {
        var profile = RolloutProfiles.Standard.Without(Metric.ErrorRate, Metric.ResponseTime, Metric.MemoryUsage, Metric.Throughput).WithoutHealthTrigger();

        Assert.Empty(profile.Triggers);
        Assert.All(profile.Stages, stage => Assert.True(stage is { Requiring.IsEmpty: true, Compare: null }));
    }

    private static RolloutBuilder Roles() => new RolloutBuilder("shop")
        .Environment(new FakeSite()).Traffic(new FakeRouter()).Metrics(FakeMetrics.Everything).Health(Sample.Api);
}
