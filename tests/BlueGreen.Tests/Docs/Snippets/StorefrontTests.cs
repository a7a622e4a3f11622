// <snippet virtual-world>
using BlueGreen;
using BlueGreen.Testing;
// </snippet>

namespace Acme;

// <snippet virtual-world>
public sealed class StorefrontTests
{
    [Fact]
    public async Task A_release_that_begins_to_fail_after_three_minutes_is_rolled_back()
    {
        await using var tool = Tool.Build([]);   // not started: only its plan is wanted
        var world = new VirtualWorld().Green(errors: Percentage.Of(8), from: TimeSpan.FromMinutes(3));

        var result = await world.RunAsync(StorefrontPlans.Standard(tool.Services), new Release("2.0.0"), TestContext.Current.CancellationToken);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.True(result.OnsetToRollback < TimeSpan.FromMinutes(3));
        Assert.True(result.GreenErrorsServed < 400);
    }
}
// </snippet>
