using BlueGreen.Events;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>Approvals, pauses and the short way.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task An_approval_lets_the_rollout_go_on_and_stays_in_the_record()
    {
        var signal = new Signal { Id = "yes", Kind = SignalKind.Approve, By = "ada", Reason = "looks good" };

        var result = await new VirtualWorld().At(900.0.Seconds(), signal).Run(Shop.Approved);

        Runs.Succeeded(result);
        Assert.Equal(("ada", "looks good"), (result.Only<ApprovalGranted>().By, result.Only<ApprovalGranted>().Reason));
        Assert.InRange(result.Shifts()[^1].At, 900, 901);
    }

    [Fact]
    public async Task An_approval_that_nobody_gives_expires_and_rolls_back()
    {
        var result = await new VirtualWorld().Run(Shop.Approved);

        Runs.RolledBack(result);
        Assert.InRange(result.At<ApprovalExpired>() - result.At<ApprovalRequested>(), 3599, 3601);
        Assert.InRange(result.At<RollbackStarted>() - result.At<ApprovalExpired>(), 0, 1);
    }

    [Fact]
    public async Task A_refused_approval_rolls_back()
    {
        var result = await new VirtualWorld().At(900, SignalKind.Reject).Run(Shop.Approved);

        Assert.Equal("'approval by owner' was refused by grace", Runs.RolledBack(result).Reason);
    }

    [Theory]
    [InlineData(60, null, null, "no approval is being waited for")]
    [InlineData(900, "an older plan", null, "names the plan an older plan")]
    [InlineData(900, null, "approval by somebody else", "waits for 'approval by owner'")]
    public async Task An_approval_of_something_else_is_refused(double at, string? fingerprint, string? step, string why)
    {
        var signal = new Signal { Id = "stale", Kind = SignalKind.Approve, By = "ada", Fingerprint = fingerprint, Step = step };

        var result = await new VirtualWorld().At(at.Seconds(), signal).Run(Shop.Approved);

        Assert.Contains(why, result.Only<SignalRefused>().Why, StringComparison.Ordinal);
        Assert.Equal([10, 0], result.Shifts().Select(shift => shift.Green));
    }

    [Fact]
    public async Task An_approval_after_the_expiry_comes_too_late()
    {
        var result = await new VirtualWorld().At(3728.1, SignalKind.Approve).Run(Shop.Approved);

        Runs.RolledBack(result);
        Assert.Empty(result.All<ApprovalGranted>());
    }

    [Fact]
    public async Task An_expiry_while_paused_waits_for_the_resume()
    {
        var result = await new VirtualWorld().At(1000, SignalKind.Pause).At(11_000, SignalKind.Resume).At(11_100, SignalKind.Approve).Run(Shop.Approved);

        Runs.Succeeded(result);
    }

    [Fact]
    public async Task Promoting_now_leaves_out_the_rest_of_the_bakes_but_not_the_watch()
    {
        var result = await new VirtualWorld().At(60, SignalKind.PromoteNow).Run();

        Runs.Succeeded(result);
        Assert.Equal(["bake at 10%", "shift to 50%", "bake at 50%"], result.All<StepSkipped>().Select(step => step.Step));
        Assert.Equal([10, 100], result.Shifts().Select(shift => shift.Green));
        Assert.InRange(result.Shifts()[1].At, 60, 61);
        Assert.InRange(result.Took("watch"), 600, 610);
    }

    [Fact]
    public async Task Promoting_now_waits_for_a_pause_and_for_an_approval()
    {
        var paused = await new VirtualWorld().At(60, SignalKind.Pause).At(70, SignalKind.PromoteNow).At(500, SignalKind.Resume).Run();
        var unapproved = await new VirtualWorld().At(200, SignalKind.PromoteNow).At(600, SignalKind.Approve).Run(Shop.Approved);

        Runs.Succeeded(paused);
        Runs.Succeeded(unapproved);
        Assert.InRange(paused.Shifts()[1].At, 500, 501);
        Assert.InRange(unapproved.Shifts()[1].At, 600, 601);
    }

    [Fact]
    public async Task Promoting_now_disarms_nothing()
    {
        var result = await new VirtualWorld().Green(errors: Percentage.Of(8), from: 70.0.Seconds()).At(60, SignalKind.PromoteNow).Run();

        Runs.RolledBack(result);
        Assert.InRange(result.OnsetToDecision!.Value.TotalSeconds, 120, 135);
    }

    [Fact]
    public async Task A_pause_counts_to_no_bake()
    {
        var result = await new VirtualWorld().At(60, SignalKind.Pause).At(2060, SignalKind.Resume).Run();

        Runs.Succeeded(result);
        Assert.InRange(result.Took("bake at 10%"), 2120, 2140);
    }

    [Fact]
    public async Task A_pause_between_two_steps_stops_the_next_shift()
    {
        var result = await new VirtualWorld().At(126, SignalKind.Pause).At(1126, SignalKind.Resume).Run();

        Runs.Succeeded(result);
        Assert.InRange(result.Shifts()[1].At, 1126, 1140);
    }

    [Fact]
    public async Task Many_short_pauses_add_up()
    {
        var world = new VirtualWorld();
        for (var at = 10.0; at < 200; at += 10)
        {
            world.At(at, SignalKind.Pause).At(at + 5, SignalKind.Resume);
        }

        var result = await world.Run();

        Runs.Succeeded(result);
        Assert.InRange(result.Took("bake at 10%"), 120 + 95, 400);
    }
}
