using BlueGreen.Events;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

public sealed class EmergencyTests
{
    private static readonly RolloutPlan Plan = Shop.Roles().Follow(RolloutProfiles.Emergency("checkout is down")).Build();

    [Fact]
    public async Task An_emergency_goes_straight_to_everybody_looks_again_and_watches_for_5_minutes()
    {
        var result = await new VirtualWorld().Run(Plan);

        Runs.Succeeded(result);
        Assert.Equal([100], result.Shifts().Select(shift => shift.Green));
        Assert.InRange(result.At<StepStarted>(step => step.Step == "probe green (2)") - result.At<DeploymentMadeLive>(), 10, 11);
        Assert.InRange(result.Took("watch"), 300, 310);
        Assert.Equal("checkout is down", result.Only<RolloutStarted>().Plan.EmergencyReason);
    }

    [Fact]
    public async Task It_goes_on_from_an_unhealthy_blue_and_records_what_it_found()
    {
        var result = await new VirtualWorld().Blue(errors: Percentage.Of(60), healthy: false).Run(Plan);

        Runs.Succeeded(result);
        var report = result.Only<BaselineCaptured>().Report;
        Assert.False(report.Passed);
        Assert.Contains(report.Findings, finding => finding is { Name: "blue is healthy", Passed: false });
    }

    [Theory]
    [InlineData(true, 120, 135)]
    [InlineData(false, 15, 45)]
    public async Task Its_triggers_are_armed(bool healthy, double least, double most)
    {
        var world = new VirtualWorld().Blue(healthy: false).Green(errors: Percentage.Of(8), healthy: healthy, from: TimeSpan.FromMinutes(1));

        var result = await world.Run(Plan);

        Assert.NotNull(Runs.RolledBack(result).Rule);
        Assert.InRange(result.OnsetToDecision!.Value.TotalSeconds, least, most);
    }

    [Fact]
    public async Task A_green_that_is_not_healthy_never_gets_a_user()
    {
        var result = await new VirtualWorld().Green(healthy: false).Run(Plan);

        Assert.Equal((RolloutOutcome.Failed, 0), (result.Outcome, result.GreenRequestsServed));
    }
}
