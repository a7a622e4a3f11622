using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

public sealed class StandardCourseTests
{
    [Fact]
    public async Task A_good_release_goes_through_the_whole_procedure_in_order()
    {
        var result = await new VirtualWorld().Run();

        Runs.Succeeded(result);
        Assert.Equal(
            [
                "started", "baseline 1.0.0",
                "deploy green…", "deploy green", "probe green…", "probe green",
                "shift to 10%…", "green 10%", "shift to 10%", "bake at 10%…", "bake at 10%",
                "shift to 50%…", "green 50%", "shift to 50%", "bake at 50%…", "bake at 50%",
                "shift to 100%…", "green 100%", "shift to 100%", "promote…", "live 2.0.0", "promote", "watch…", "watch",
                "Succeeded", "drain", "retire 1.0.0", "retain", "closed",
            ],
            result.Journal.Select(entry => Tell(entry.Event)).Where(told => told is not null));
    }

    [Fact]
    public async Task Its_bakes_measure_the_times_of_the_procedure()
    {
        var result = await new VirtualWorld().Run();

        Assert.InRange(result.Took("bake at 10%"), 120, 130);
        Assert.InRange(result.Took("bake at 50%"), 180, 190);
        Assert.InRange(result.Took("watch"), 600, 610);
        Assert.Equal(
            ["measured 120 s", "measured 180 s", "measured 600 s"],
            result.All<StepCompleted>().Where(step => step.Step.Contains("bake") || step.Step == "watch").Select(step => step.Report.Summary));
        Assert.InRange(result.Elapsed.TotalMinutes, 15, 16);
    }

    [Fact]
    public async Task Few_users_meet_the_release_before_it_is_trusted()
    {
        var result = await new VirtualWorld().Requests(100).Run();

        Assert.InRange(result.GreenRequestsServed, (120 * 10) + (180 * 50) + (600 * 100), (121 * 10) + (181 * 50) + (601 * 100));
        Assert.Equal(result.RequestsServed * 0.001, result.ErrorsServed, 1.0);
    }

    [Fact]
    public async Task What_it_compared_stays_in_the_record()
    {
        var result = await new VirtualWorld().Run();

        var findings = Assert.Single(result.All<StepCompleted>(), step => step.Step == "bake at 50%").Report.Findings;
        Assert.All(findings, finding => Assert.True(finding.Passed));
        Assert.Equal(
            ["response_time > 1.2x", "error_rate > 2x", "memory_usage > 1.3x", "throughput < 0.8x"],
            findings.Where(finding => finding.Name.StartsWith("green against blue", StringComparison.Ordinal)).Select(finding => finding.Name.Split(", ")[1]));
    }

    [Theory]
    [InlineData("deploy green", "the release does not start")]
    [InlineData("smoke", "it failed")]
    public async Task A_release_that_fails_before_its_first_user_is_taken_away_again(string step, string why)
    {
        var plan = Shop.Roles().DeployGreen().ProbeGreen().Gate("smoke", Checks.Variable("A")).Follow(RolloutProfiles.Standard).Build();

        var result = await new VirtualWorld().Fail(step).Run(plan);

        Assert.Equal((RolloutOutcome.Failed, 0), (result.Outcome, result.GreenRequestsServed));
        Assert.Contains(why, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollout_does_not_begin_from_an_unhealthy_blue()
    {
        var result = await new VirtualWorld().Blue(healthy: false).Run();

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Empty(result.All<StepStarted>());
    }

    private static string? Tell(RolloutEvent happened) => happened switch
    {
        RolloutStarted => "started",
        BaselineCaptured baseline => $"baseline {baseline.Blue?.Version}",
        StepStarted step => $"{step.Step}…",
        StepCompleted step => step.Step,
        TrafficShifted shifted => $"green {shifted.Green}",
        DeploymentMadeLive live => $"live {live.Deployment?.Version}",
        OutcomeReached outcome => outcome.Outcome.ToString(),
        OperationIntended { Operation: DrainDeployment } => "drain",
        OperationIntended { Operation: RetireDeployment retire } => $"retire {retire.Deployment.Version}",
        OperationIntended { Operation: ApplyRetention } => "retain",
        RolloutClosed => "closed",
        OperationIntended or OperationCompleted or DriverTookOver or Checkpointed => null,
        _ => happened.ToString(),
    };
}
