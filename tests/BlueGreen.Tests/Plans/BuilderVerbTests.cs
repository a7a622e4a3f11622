using BlueGreen.Plans;
using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans;

public sealed class BuilderVerbTests
{
    private static readonly Uri Site = new("https://www.example.com/");

    public static TheoryData<string, double> Deadlines => new()
    {
        { "check", 10 }, { "back up", 30 }, { "orphans", 5 }, { "expand", 30 }, { "deploy green", 15 }, { "probe green", 5 }, { "smoke", 5 },
        { "shift to 10%", 1 }, { "bake at 10%", 6 }, { "shift to 100%", 1 }, { "promote", 2 }, { "point www at green", 2 }, { "purge cdn", 2 },
        { "verify x-version", 5 }, { "wait 1 min 30 s", 1.5 }, { "warm up", 10 }, { "watch", 30 }, { "approval by dba", 60 }, { "contract", 30 },
    };

    [Theory]
    [MemberData(nameof(Deadlines))]
    public void Steps_have_readable_names_and_documented_deadlines(string name, double minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Everything().Steps.Single(step => step.Name == name).Deadline);

    [Fact]
    public void Automatic_names_are_unique()
    {
        var plan = Sample.Short().Wait(TimeSpan.FromSeconds(10)).Wait(TimeSpan.FromSeconds(10)).Wait(TimeSpan.FromSeconds(10)).Build();

        Assert.Equal(["wait 10 s", "wait 10 s (2)", "wait 10 s (3)"], plan.Steps[3..].Select(step => step.Name));
    }

    [Fact]
    public void A_check_may_take_as_long_as_its_command()
    {
        var hour = Checks.Command(Command.Run("load-test").Within(TimeSpan.FromHours(1)));
        var plan = Sample.Short().Check(hour).Gate("load", hour).Gate("soon", hour, TimeSpan.FromMinutes(1)).Build();

        Assert.Equal([60, 60, 1], plan.Steps[3..].Select(step => step.Deadline.TotalMinutes));
    }

    [Fact]
    public void The_first_source_that_answers_a_metric_is_asked()
    {
        var plan = Sample.Storefront().Build();

        Assert.Equal(
            ["error_rate 0", "response_time 0", "throughput 0", "memory_usage 1", "cpu_usage 1"],
            plan.Description.Metrics.Select(binding => $"{binding.Metric} {binding.Source}"));
    }

    [Fact]
    public void Bindings_name_every_provider_and_all_code()
    {
        var plan = Sample.Short()
            .Check(Checks.That("cart", (_, _) => Task.FromResult(CheckResult.Pass()), version: "7"))
            .Step("warm up", new FakeStep())
            .Build();

        Assert.Equal(
            [
                "environment fake:site 1", "traffic fake:router 1", "health http 1", "migrations fake:migrations 1", "metrics:0 fake:metrics 1",
                "service:0 fake:backup 1", "delegate:cart delegate 7", "step:warm up fake:step 1",
            ],
            plan.Description.Bindings.Select(binding => $"{binding.Role} {binding.Identity}"));
        Assert.Null(plan.Bindings.Health);
        Assert.Equal("cart", plan.Bindings.Checks.Keys.Single());
        Assert.Equal("warm up", plan.Bindings.CustomSteps.Keys.Single());
    }

    [Fact]
    public void A_prober_of_ones_own_is_bound()
    {
        var prober = new FakeProber();
        var plan = Sample.Short().HealthProber(prober).Build();

        Assert.Same(prober, plan.Bindings.Health);
        Assert.Contains(new BindingDescription(BindingRole.Health, prober.Identity), plan.Description.Bindings);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 5)]
    public void A_sample_is_given_up_before_the_next_one(int interval, int timeout)
    {
        var plan = Sample.Short().SampleEvery(TimeSpan.FromSeconds(interval)).Build();

        Assert.Equal(TimeSpan.FromSeconds(timeout), plan.Description.SampleTimeout);
    }

    [Theory]
    [InlineData(1, "50%")]
    [InlineData(100, "")]
    [InlineData(20, "")]
    public void The_usual_gradual_rollback_keeps_to_what_the_router_can_hold(double step, string stages)
    {
        var plan = Sample.Roles(new FakeRouter(step)).DeployGreen().ShiftTo(Percentage.All).Promote().Build();

        Assert.Equal(stages, string.Join(", ", plan.Description.GradualRollback.Stages.Select(stage => stage.Green)));
        Assert.Equal(TimeSpan.FromMinutes(5), plan.Description.GradualRollback.Validate);
    }

    [Fact]
    public void A_trigger_rolls_back_at_once_unless_told_otherwise() =>
        Assert.Equal(Rollback.Immediate, Assert.Single(Sample.Short().Build().Description.Triggers).Strategy);

    [Fact]
    public void Settings_that_are_not_stated_have_their_documented_values()
    {
        var plan = Sample.Short().Build().Description;

        Assert.Equal((10, 5, 30, 15), (plan.SampleEvery.TotalSeconds, plan.SampleTimeout.TotalSeconds, plan.DrainTimeout.TotalSeconds, plan.SettleTime.TotalSeconds));
        Assert.Null(plan.Retain);
        Assert.Null(plan.EmergencyReason);
    }

    [Fact]
    public void A_required_plan_is_named_by_its_fingerprint()
    {
        var staging = Sample.Roles(application: "staging").DeployGreen().ShiftTo(Percentage.All).Promote().Build();
        var plan = Sample.Short().Requires(staging).Build();

        Assert.Equal(new PlanRequirement("staging", staging.Fingerprint, TimeSpan.FromHours(24)), Assert.Single(plan.Description.Requires));
    }

    private static RolloutPlan Everything() => Sample.Roles()
        .Check(Checks.Variable("DATABASE_URL"))
        .BackUp(Snapshot.Database())
        .Consistent("orphans", (_, _) => Task.FromResult(CheckResult.Pass()))
        .Expand().DeployGreen().ProbeGreen()
        .Gate("smoke", (_, _) => Task.CompletedTask)
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2))
        .ShiftTo(Percentage.All).Promote().PointDns("www").PurgeCdn().VerifyHeader("x-version", Site)
        .Wait(TimeSpan.FromSeconds(90)).Step("warm up", new FakeStep())
        .Watch(TimeSpan.FromMinutes(10)).Approve("dba", TimeSpan.FromHours(1)).PointOfNoReturn().Contract()
        .Build();
}
