using BlueGreen.Events;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>Bakes that last until green is shown to be good enough.</summary>
public sealed class CertificationTests
{
    private static RolloutPlan Plan { get; } = Until(When.GreenIsGoodEnough());

    [Fact]
    public async Task With_much_traffic_it_is_shown_soon()
    {
        var result = await World(200, 1, 1).Run(Plan);

        Runs.Succeeded(result);
        Assert.InRange(result.Took("bake at 10%"), 60, 300);
        Assert.Contains("good enough", Finding(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_little_traffic_it_takes_longer_and_with_none_to_speak_of_the_deadline_decides()
    {
        var little = await World(10, 2, 2).Run(Plan);
        var none = await World(4, 0.3, 0.3).Run(Plan);

        Runs.Succeeded(little);
        Assert.InRange(little.Took("bake at 10%"), 300, 3_600);
        var rollback = Runs.RolledBack(none);
        Assert.Contains("more errors would show", rollback.Reason, StringComparison.Ordinal);
        Assert.Equal(3_600, none.At<StepFailed>() - none.At<StepStarted>(step => step.Step == "bake at 10%"), 10.0);
    }

    [Fact]
    public async Task Where_a_person_shall_decide_the_weight_is_held_at_the_deadline()
    {
        var result = await World(4, 0.3, 0.3).At(5_000, Signals.SignalKind.Resume).Patience(TimeSpan.FromHours(4)).Run(Until(When.GreenIsGoodEnough(), Inconclusive.Hold));

        Runs.Succeeded(result);
        Assert.Equal(HoldKind.Evidence, result.Only<HoldPlaced>().Hold);
        Assert.Equal("enough for grace", result.All<StepCompleted>().Single(step => step.Step == "bake at 10%").Report.Summary);
    }

    [Fact]
    public async Task What_is_shown_while_it_is_held_lifts_the_hold()
    {
        var result = await World(10, 2, 2).Run(Until(When.GreenIsGoodEnough(), Inconclusive.Hold, TimeSpan.FromMinutes(3)));

        Runs.Succeeded(result);
        Assert.Equal(HoldKind.Evidence, result.Only<HoldPlaced>().Hold);
        Assert.Equal("enough is known now", result.Only<HoldLifted>().Reason);
    }

    [Fact]
    public async Task A_service_that_hardly_ever_fails_is_shown_by_how_little_it_fails()
    {
        var result = await World(200, 0, 0).Run(Plan);

        Runs.Succeeded(result);
        Assert.Contains("it fails less than 0.1% of its requests", Finding(result), StringComparison.Ordinal);
        Assert.InRange(result.Took("bake at 10%"), 100, 600);
    }

    [Fact]
    public async Task A_release_three_times_as_bad_is_never_shown_to_be_good_enough() =>
        Runs.RolledBack(await World(200, 1, 3).Run(Until(When.GreenIsGoodEnough() with { FailingLessThan = null })));

    [Fact]
    public async Task What_was_shown_at_10_percent_need_not_be_shown_again()
    {
        var plan = Builder().ShiftTo(Percentage.Of(10)).BakeUntil(When.GreenIsGoodEnough(), TimeSpan.FromHours(1))
            .ShiftTo(Percentage.Of(50)).BakeUntil(When.GreenIsGoodEnough(), TimeSpan.FromHours(1)).ShiftTo(Percentage.All).Promote().Build();

        var result = await World(200, 1, 1).Run(plan);

        Assert.InRange(result.Took("bake at 50%"), 59, 70);
    }

    [Fact]
    public async Task The_first_rollout_has_nothing_to_be_compared_with_and_goes_on() =>
        Runs.Succeeded(await World(200, 1, 1).WithoutBlue().Run(Plan));

    [Fact]
    public async Task A_split_that_is_not_as_intended_shows_nothing()
    {
        var result = await new VirtualWorld().Requests(200).Randomly(7).Blue(errors: Percentage.Of(1), silent: true, from: 5d.Seconds()).Green(errors: Percentage.Of(1)).Run(Plan);

        Assert.Contains("Requests are not divided as intended", Runs.RolledBack(result).Reason, StringComparison.Ordinal);
    }

    private static string Finding(VirtualWorldResult result) =>
        result.All<StepCompleted>().Single(step => step.Step == "bake at 10%").Report.Findings.Single(finding => finding.Name.StartsWith("shown to be", StringComparison.Ordinal)).Detail;

    private static VirtualWorld World(double perSecond, double blue, double green) =>
        new VirtualWorld().Requests(perSecond).Randomly(7).Blue(errors: Percentage.Of(blue)).Green(errors: Percentage.Of(green));

    private static RolloutBuilder Builder() => Shop.Roles().SampleEvery(TimeSpan.FromSeconds(5)).WithoutTriggers("only the bake is of interest").DeployGreen();

    private static RolloutPlan Until(Certification certification, Inconclusive onInconclusive = Inconclusive.RollBack, TimeSpan? within = null) => Builder()
        .ShiftTo(Percentage.Of(10)).BakeUntil(certification, within: within ?? TimeSpan.FromHours(1), onInconclusive: onInconclusive).ShiftTo(Percentage.All).Promote().Build();
}
