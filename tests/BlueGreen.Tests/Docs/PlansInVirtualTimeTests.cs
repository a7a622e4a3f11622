using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Docs;

/// <summary>Runs the plans that documents show.</summary>
public sealed class PlansInVirtualTimeTests
{
    private static readonly Release Release = new("2.0.0");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hello_ends_well_with_a_good_release()
    {
        var result = await new VirtualWorld().Requests(200).RunAsync(Samples.Hello(), Release, Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
    }

    [Fact]
    public async Task Hello_rolls_a_bad_release_back()
    {
        var result = await new VirtualWorld().Requests(200).Green(errors: Percentage.Of(8)).RunAsync(Samples.Hello(), Release, Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.StartsWith("error_rate > 5% for 3 s: 8", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_standard_course_ends_well_with_a_good_release()
    {
        var result = await new VirtualWorld().RunAsync(Samples.Storefront(), Release, Token);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
    }

    [Theory]
    [InlineData(true, RolloutOutcome.Succeeded)]
    [InlineData(false, RolloutOutcome.RolledBack)]
    public async Task A_plan_of_own_steps_waits_for_its_approval(bool isApproved, RolloutOutcome outcome)
    {
        var world = new VirtualWorld().At(TimeSpan.FromMinutes(30), isApproved ? SignalKind.Approve : SignalKind.Reject, by: "grace");

        var result = await world.RunAsync(Samples.Careful(), Release, Token);

        Assert.Equal(outcome, result.Outcome);
    }
}
