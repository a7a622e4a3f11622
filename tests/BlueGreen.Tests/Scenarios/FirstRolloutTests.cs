using BlueGreen.Events;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>There is no blue yet.</summary>
public sealed class FirstRolloutTests
{
    [Fact]
    public async Task Green_gets_everybody_with_the_first_shift_and_is_baked_all_the_same()
    {
        var result = await new VirtualWorld().WithoutBlue().Run();

        Runs.Succeeded(result);
        Assert.Equal(100, result.Shifts()[0].Green);
        Assert.All(result.Shifts(), shift => Assert.Equal(100, shift.Green));
        Assert.InRange(result.Took("bake at 10%"), 120, 141);
        Assert.InRange(result.Took("bake at 50%"), 180, 190);
        Assert.Contains(result.All<StepCompleted>().SelectMany(step => step.Report.Findings), finding => finding.Detail == "there is no blue to compare with");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(60)]
    public async Task A_roll_back_leaves_nobody_anywhere(double at)
    {
        var result = await new VirtualWorld().WithoutBlue().At(at, SignalKind.RollBack).Run();

        Runs.RolledBack(result);
        Assert.True(result.All<TrafficShifted>()[^1].Split.IsNone);
    }

    [Fact]
    public async Task Triggers_are_armed()
    {
        var result = await new VirtualWorld().WithoutBlue().Green(errors: Percentage.Of(8), from: 400.0.Seconds()).Run();

        Assert.Equal("error_rate > 5% for 2 min", Runs.RolledBack(result).Rule);
        Assert.Null(result.All<DeploymentMadeLive>()[^1].Deployment);
    }

    [Fact]
    public async Task A_gradual_roll_back_has_nobody_to_share_with()
    {
        var gradually = new Signal { Id = "slow", Kind = SignalKind.RollBack, By = "grace", Strategy = Rollback.Gradual };

        var result = await new VirtualWorld().WithoutBlue().At(60.0.Seconds(), gradually).Run();

        Runs.RolledBack(result);
        Assert.Equal([0], result.Shifts(60).Select(shift => shift.Green));
    }

    [Fact]
    public async Task Silence_holds()
    {
        var result = await new VirtualWorld().WithoutBlue().Requests(0).Patience(TimeSpan.FromHours(2)).Run();

        Assert.Null(result.Outcome);
        Assert.Equal(HoldKind.Silence, result.Only<HoldPlaced>().Hold);
    }
}
