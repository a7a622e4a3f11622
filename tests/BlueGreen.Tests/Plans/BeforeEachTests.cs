using BlueGreen.Events;
using BlueGreen.Plans;
using BlueGreen.Signals;
using BlueGreen.Testing;
using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans;

/// <summary>Steps that run before others.</summary>
public sealed class BeforeEachTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_becomes_a_step_of_the_plan_wherever_the_rule_is_stated()
    {
        string[] expected = ["mark before expand", "expand", "deploy green", "mark before shift to 100%", "shift to 100%", "mark before promote", "promote"];
        var first = Marked(Sample.Roles()).Expand().DeployGreen().ShiftTo(Percentage.All).Promote().Build();
        var last = Marked(Sample.Roles().Expand().DeployGreen().ShiftTo(Percentage.All).Promote()).Build();

        Assert.Equal(expected, first.Steps.Select(step => step.Name));
        Assert.Equal(first, last);
        Assert.Equal("expand", Assert.IsType<CustomStep>(first.Steps[0]).Before);
        Assert.Equal(["mark before expand", "mark before promote", "mark before shift to 100%"], first.Bindings.CustomSteps.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(first.Description, PlanJson.Read(first.ToJson()));
    }

    [Fact]
    public void The_preview_shows_them_with_what_they_were_told() => Assert.Contains(
        "   3  mark before promote   within  3 min\n        how: well\n",
        Sample.Short().BeforeEach(step => step is PromoteStep, "mark", new FakeStep(), new Dictionary<string, string> { ["how"] = "well" }, TimeSpan.FromMinutes(3)).Build().ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Names_that_are_taken_get_a_number()
    {
        var plan = Marked(Marked(Sample.Short())).Step("mark before promote", new FakeStep()).Build();

        Assert.Equal(plan.Steps.Length, plan.Steps.Select(step => step.Name).Distinct().Count());
        Assert.Equal(
            ["mark before promote (2)", "mark before promote (3)", "promote", "mark before promote"],
            plan.Steps.Select(step => step.Name).Where(name => name.Contains("promote", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_step_that_is_left_out_takes_its_forerunner_along()
    {
        var plan = Marked(Roles()).DeployGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(10)).ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(10))
            .ShiftTo(Percentage.All).Promote().Build();
        var result = await new VirtualWorld().At(TimeSpan.FromMinutes(3), SignalKind.PromoteNow).RunAsync(plan, new Release("2.0.0"), Stop);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal(["bake at 10%", "mark before shift to 50%", "shift to 50%", "bake at 50%"], Names<StepSkipped>(result, skipped => skipped.Step));
        Assert.Equal(["mark before shift to 10%", "mark before shift to 100%", "mark before promote"], Names<StepCompleted>(result, done => done.Step).Where(name => name.StartsWith("mark", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_approval_that_expires_takes_them_along_too()
    {
        var plan = Marked(Roles()).DeployGreen().ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromMinutes(5))
            .Approve("dba", TimeSpan.FromMinutes(10), Expiry.FinishWithoutContract).PointOfNoReturn().Contract().Build();
        var result = await new VirtualWorld().RunAsync(plan, new Release("2.0.0"), Stop);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Contains("mark before contract", Names<StepSkipped>(result, skipped => skipped.Step));
    }

    [Fact]
    public async Task What_is_lost_at_the_point_of_no_return_is_not_a_forerunner()
    {
        var plan = Marked(Roles()).DeployGreen().ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromMinutes(5)).PointOfNoReturn().Contract().Build();
        var result = await new VirtualWorld().RunAsync(plan, new Release("2.0.0"), Stop);

        Assert.Equal("blue may not work after: contract", result.Journal.Select(entry => entry.Event).OfType<PointOfNoReturnPassed>().Single().Loss);
    }

    private static RolloutBuilder Marked(RolloutBuilder builder) => builder.BeforeEach(step => step is MigrateStep or ShiftStep or PromoteStep, "mark", new FakeStep());

    private static RolloutBuilder Roles() => Scenarios.Shop.Armed();

    private static string[] Names<TEvent>(VirtualWorldResult result, Func<TEvent, string> name)
        where TEvent : RolloutEvent => [.. result.Journal.Select(entry => entry.Event).OfType<TEvent>().Select(name)];
}
