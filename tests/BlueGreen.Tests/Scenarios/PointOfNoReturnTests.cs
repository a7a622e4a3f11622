using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Reporting;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>Approved at 1000 s, the point of no return is passed; half an hour later comes the contract migration.</summary>
public sealed class PointOfNoReturnTests
{
    /// <summary>Green's errors begin at about 1200 s and are over at about 1500 s.</summary>
    private static VirtualWorld Failing => Passing.Green(errors: Percentage.Of(8), from: 1193.0.Seconds()).Green(errors: Percentage.Of(0.1), from: 1493.0.Seconds());

    private static VirtualWorld Passing => new VirtualWorld().Patience(TimeSpan.FromHours(3)).At(1000, SignalKind.Approve);

    [Fact]
    public async Task It_is_passed_when_green_is_read_back_live_and_contract_comes_after()
    {
        var result = await Passing.Run(Shop.Contracting);

        Runs.Succeeded(result);
        Assert.Contains("contract", result.Only<PointOfNoReturnPassed>().Loss, StringComparison.Ordinal);
        Assert.True(result.At<PointOfNoReturnPassed>() < result.At<StepStarted>(step => step.Step == "contract"));
    }

    [Fact]
    public async Task Before_it_a_trigger_rolls_back()
    {
        var result = await new VirtualWorld().Green(errors: Percentage.Of(8), from: 1193.0.Seconds()).Run(Shop.Contracting);

        Assert.Equal("error_rate > 5% for 2 min", Runs.RolledBack(result).Rule);
        Assert.Empty(result.All<PointOfNoReturnPassed>());
    }

    [Fact]
    public async Task After_it_a_trigger_freezes_and_waits_for_a_person()
    {
        var result = await Failing.Run(Shop.Contracting);

        Assert.Equal(RolloutOutcome.Frozen, result.Outcome);
        Assert.InRange(result.At<RolloutFrozen>(), 1310, 1335);
        Assert.Empty(result.All<RollbackStarted>());
        Assert.DoesNotContain(result.All<StepStarted>(), step => step.Step == "contract");
    }

    [Fact]
    public async Task After_it_a_failed_step_freezes()
    {
        var result = await Passing.Fail("contract").Run(Shop.Contracting);

        Assert.Equal(RolloutOutcome.Frozen, result.Outcome);
        Assert.Equal(100, result.Shifts()[^1].Green);
    }

    /// <summary>The gate asks whether anybody needs the old column still. Somebody does: that is nothing against green.</summary>
    [Fact]
    public async Task A_gate_may_leave_out_the_contract_and_keep_green()
    {
        var result = await new VirtualWorld().Fail("nobody needs it").Run(Gated(GateFailure.FinishWithoutContract));

        Runs.Succeeded(result);
        Assert.Equal(100, result.Shifts()[^1].Green);
        Assert.False(result.Only<GateDeclined>().Report.Passed);
        Assert.Equal(
            [("point of no return", "'nobody needs it' did not pass"), ("contract", "'nobody needs it' did not pass")],
            result.All<StepSkipped>().Select(step => (step.Step, step.Why)));
        Assert.Empty(result.All<PointOfNoReturnPassed>());
        var record = RolloutRecord.From(result.Journal);
        Assert.Equal(StepStatus.Failed, record.Steps.Single(step => step.Name == "nobody needs it").Status);
    }

    [Fact]
    public async Task A_gate_rolls_back_unless_the_plan_says_otherwise()
    {
        var result = await new VirtualWorld().Fail("nobody needs it").Run(Gated(GateFailure.RollBack));

        Runs.RolledBack(result);
        Assert.Equal("nobody needs it", result.Only<StepFailed>().Step);
    }

    [Fact]
    public async Task A_gate_that_passes_lets_the_contract_run() => Assert.Contains(
        (await new VirtualWorld().Run(Gated(GateFailure.FinishWithoutContract))).All<StepCompleted>(), step => step.Step == "contract");

    /// <summary>Somebody sends traffic back to blue by hand while the rollout is frozen, and it is resumed before a sample was taken.</summary>
    [Fact]
    public async Task The_contract_reads_again_that_green_has_everything()
    {
        var frozen = await Passing.Fail("contract").Run(Shop.Contracting);
        var resumed = Math.Ceiling(frozen.At<RolloutFrozen>()) + 100;

        for (var before = 1; before <= 10; before++)
        {
            var result = await Passing.Fail("contract").OthersShiftTo((resumed - before).Seconds(), Percentage.Of(50)).At(resumed, SignalKind.Resume).Run(Shop.Contracting);

            Assert.Null(result.Outcome);
            Assert.Equal(HoldKind.Drift, result.Only<HoldPlaced>().Hold);
            Assert.Single(result.All<OperationIntended>(), intended => intended.Operation is RunStep { Step: var step } && Shop.Contracting.Description.Steps[step].Name == "contract");
        }
    }

    [Fact]
    public async Task The_contract_does_not_run_while_the_router_cannot_be_read()
    {
        var calm = await Passing.Run(Shop.Contracting);
        var began = calm.At<StepStarted>(step => step.Step == "contract");

        var result = await Passing.RouterOutage((began - 1).Seconds(), TimeSpan.FromMinutes(10)).Run(Shop.Contracting);

        Runs.Succeeded(result);
        Assert.True(result.At<OperationIntended>(intended => intended.Operation is RunStep { Step: var step } && Shop.Contracting.Description.Steps[step].Name == "contract") >= began - 1 + 600);
        Assert.NotEmpty(result.All<ReadBackDelayed>());
    }

    [Fact]
    public async Task A_resume_goes_on_when_it_is_over()
    {
        var result = await Failing.At(1600, SignalKind.Resume).Run(Shop.Contracting);

        Runs.Succeeded(result);
        Assert.Single(result.All<RolloutFrozen>());
        Assert.Contains(result.All<StepCompleted>(), step => step.Step == "contract");
    }

    [Fact]
    public async Task A_resume_while_it_lasts_freezes_again()
    {
        var result = await Failing.At(1400, SignalKind.Resume).Run(Shop.Contracting);

        Assert.Equal(RolloutOutcome.Frozen, result.Outcome);
        Assert.Equal(2, result.All<RolloutFrozen>().Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_roll_back_after_it_needs_the_token_that_names_the_loss(bool isFrozen)
    {
        var world = isFrozen ? Failing : Passing;
        var token = (await world.Run(Shop.Contracting)).Only<PointOfNoReturnPassed>().LossToken;
        world = isFrozen ? Failing : Passing;

        var result = await world
            .At(1700.0.Seconds(), Ask("without", null)).At(1710.0.Seconds(), Ask("wrong", "lose-something-else")).At(1720.0.Seconds(), Ask("right", token))
            .Run(Shop.Contracting);

        Runs.RolledBack(result);
        Assert.Equal(["without", "wrong"], result.All<SignalRefused>().Select(refused => refused.Signal.Id));
        Assert.All(result.All<SignalRefused>(), refused => Assert.Contains(token, refused.Why, StringComparison.Ordinal));
        Assert.InRange(result.At<RollbackStarted>(), 1720, 1721);
    }

    [Fact]
    public async Task An_approval_that_nobody_gives_finishes_without_the_contract()
    {
        var result = await new VirtualWorld().Run(Shop.Contracting);

        Runs.Succeeded(result);
        Assert.Equal(["approval by dba", "point of no return", "wait 30 min", "contract"], result.All<StepSkipped>().Select(step => step.Step));
        Assert.Empty(result.All<PointOfNoReturnPassed>());
    }

    private static Signal Ask(string id, string? token) => new() { Id = id, Kind = SignalKind.RollBack, By = "grace", LossToken = token };

    private static RolloutPlan Gated(GateFailure onFailure) => Shop.Roles().Follow(RolloutProfiles.Standard)
        .Gate("nobody needs it", Checks.Variable("NOBODY_NEEDS_IT"), onFailure: onFailure).PointOfNoReturn().Contract()
        .Build();
}
