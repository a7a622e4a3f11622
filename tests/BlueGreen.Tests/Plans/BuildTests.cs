using BlueGreen.Plans;
using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans;

public sealed class BuildTests
{
    [Fact]
    public void All_problems_are_reported_together_in_the_order_of_the_plan()
    {
        var plan = new RolloutBuilder("my shop")
            .Traffic(new FakeRouter(10))
            .ShiftTo(Percentage.Of(5)).Bake(TimeSpan.Zero)
            .DeployGreen(deadline: TimeSpan.FromSeconds(-1))
            .Approve("", TimeSpan.FromHours(1));

        var exception = Assert.Throws<InvalidPlanException>(plan.Build);

        Assert.Equal(
            """
            The plan for 'my shop' has 12 problems:
              - application: 'my shop' is no name of an application. Use 1 to 63 letters, digits, '.', '_' and '-', beginning with a letter or digit.
              - environment: Nothing says where releases are deployed. Add .Environment(...), such as .Environment(new ChildProcessEnvironment(...)).
              - triggers: Nothing would roll a bad release back by itself. Add .RollBackWhen(...), or say .WithoutTriggers("why that is good enough").
              - plan: Green is never made the live deployment. Add .Promote() after .ShiftTo(Percentage.All).
              - step 1 'shift to 5%': Green does not exist before step 3. Move .DeployGreen() before it.
              - step 1 'shift to 5%': fake:router 1 steps by 10%. Use multiples of 10%.
              - step 1 'shift to 5%': The last shift leaves green at 5%. End with .ShiftTo(Percentage.All).
              - step 2 'bake at 5%': Its duration is 0 s. Measure for some minutes.
              - step 2 'bake at 5%': Green does not exist before step 3. Move .DeployGreen() before it.
              - step 2 'bake at 5%': The plan has neither metrics nor probes, so nothing is measured. Add .Metrics(...) or .Health(...), or use .Wait(...).
              - step 3 'deploy green': Its deadline is -1 s. Leave it out for the usual one, or give the step the time that it needs.
              - step 4 'approval by ': It does not say who approves. Name a role, such as .Approve("dba", ...).
            """.ReplaceLineEndings("\n"),
            exception.Message);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4], exception.Problems.Select(problem => problem.Step));
    }

    [Fact]
    public void One_problem_is_one_problem()
    {
        var exception = Assert.Throws<InvalidPlanException>(() => Sample.Short().Retain(0).Build());

        Assert.StartsWith("The plan for 'shop' has 1 problem:\n", exception.Message, StringComparison.Ordinal);
        Assert.Equal(new PlanProblem("retention", "0 deployments are to be kept.", "Keep at least 1; 5 are usual."), Assert.Single(exception.Problems));
    }

    [Fact]
    public void A_built_plan_freezes_its_builder()
    {
        var builder = Sample.Short();
        builder.Build();

        var verbs = new Func<object>[] { () => builder.Promote(), () => builder.Retain(1), () => builder.Traffic(new FakeRouter()), builder.Build, () => builder.Follow(RolloutProfiles.Standard) };

        Assert.All(verbs, verb => Assert.Equal(
            "The plan for 'shop' is built, and its builder is frozen. Make every call before Build(), or begin another plan with new RolloutBuilder(...).",
            Assert.Throws<InvalidOperationException>(verb).Message));
    }

    [Fact]
    public void A_refused_plan_can_be_mended()
    {
        var builder = Sample.Roles().DeployGreen().ShiftTo(Percentage.All);
        Assert.Throws<InvalidPlanException>(builder.Build);

        Assert.Equal(3, builder.Promote().Build().Steps.Length);
    }

    [Fact]
    public void A_built_plan_does_not_change_with_what_it_was_made_of()
    {
        var settings = new Dictionary<string, string> { ["size"] = "1" };
        var plan = Sample.Short().Step("warm up", new FakeStep(), settings: settings).Build();
        settings["size"] = "2";

        Assert.Equal("1", plan.Steps.OfType<CustomStep>().Single().Settings["size"]);
    }

    [Fact]
    public void Nothing_may_be_null()
    {
        Assert.Throws<ArgumentNullException>(() => new RolloutBuilder(null!));
        Assert.Throws<ArgumentNullException>(() => Sample.Roles().Environment(null!));
        Assert.Throws<ArgumentNullException>(() => Sample.Roles().Health([null!]));
        Assert.Throws<ArgumentNullException>(() => Sample.Roles().Check([null!]));
        Assert.Throws<ArgumentNullException>(() => Sample.Roles().Gate("x", (Check)null!));
        Assert.Throws<ArgumentNullException>(() => Sample.Roles().Bake(TimeSpan.FromMinutes(1), [null!]));
    }
}
