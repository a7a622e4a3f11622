using BlueGreen.Events;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>Somebody asks for blue, in every phase of a rollout.</summary>
public sealed class ManualRollbackTests
{
    private static readonly Signal Gradually = new()
    {
        Id = "incident",
        Kind = SignalKind.RollBack,
        By = "grace",
        Reason = "carts are lost",
        Incident = "INC-7",
        Strategy = Rollback.Gradual,
    };

    [Theory]
    [InlineData("check", 0.5)]
    [InlineData("deploy green", 3)]
    [InlineData("probe green", 6.5)]
    [InlineData("bake at 10%", 60)]
    [InlineData("bake at 10%", 100, SignalKind.Pause, 70)]
    [InlineData("approval by owner", 1000)]
    [InlineData("approval by owner", 1000, SignalKind.Pause, 500)]
    [InlineData("watch", 400, SignalKind.Approve, 200)]
    public async Task A_roll_back_is_obeyed_at_once(string during, double at, SignalKind? first = null, double firstAt = 0)
    {
        var world = first is { } kind ? new VirtualWorld().At(firstAt, kind) : new VirtualWorld();

        var result = await world.At(at, SignalKind.RollBack).Run(Shop.Approved);

        Assert.Equal(during, result.All<StepStarted>()[^1].Step);
        ReturnedToBlue(result);
    }

    [Fact]
    public async Task A_roll_back_is_obeyed_while_the_metrics_are_away()
    {
        var result = await new VirtualWorld().MetricsOutage(40.0.Seconds(), TimeSpan.FromHours(1)).At(200, SignalKind.RollBack).Run(Shop.Approved);

        Assert.Equal(HoldKind.Source, result.Only<HoldPlaced>().Hold);
        ReturnedToBlue(result);
    }

    [Theory]
    [InlineData(SignalKind.RollBack)]
    [InlineData(SignalKind.Abort)]
    public async Task It_is_obeyed_after_every_single_event(SignalKind kind)
    {
        var undisturbed = await new VirtualWorld().Run();
        var success = undisturbed.At<OutcomeReached>();
        foreach (var at in undisturbed.Journal.Select(undisturbed.SecondsOf).Where(at => at < success - 0.01))
        {
            ReturnedToBlue(await new VirtualWorld().At(at + 0.0005, kind).Run());
        }
    }

    [Fact]
    public async Task After_a_success_cleanup_gives_way_to_a_roll_back()
    {
        var undisturbed = await new VirtualWorld().Run();
        var success = undisturbed.At<OutcomeReached>();
        foreach (var later in (double[])[0.001, 0.004, 0.007, 0.011, 0.015])
        {
            var result = await new VirtualWorld().At(success + later, SignalKind.RollBack).Run();

            Assert.Equal([RolloutOutcome.Succeeded, RolloutOutcome.RolledBack], result.All<OutcomeReached>().Select(outcome => outcome.Outcome));
            Runs.RolledBack(result);
        }
    }

    [Fact]
    public async Task A_gradual_roll_back_keeps_to_its_stages_and_names_its_incident()
    {
        var result = await new VirtualWorld().At(500.0.Seconds(), Gradually).Run();

        var rollback = Runs.RolledBack(result);
        Assert.Equal(("grace", "INC-7", "rolled back by grace: carts are lost"), (rollback.By, rollback.Incident, rollback.Reason));
        var shifts = result.Shifts(500);
        Assert.Equal([50, 0], shifts.Select(shift => shift.Green));
        Assert.InRange(shifts[0].At, 500, 501);
        Assert.InRange(shifts[1].At - shifts[0].At, 120, 121);
        Assert.InRange(result.At<OutcomeReached>() - shifts[1].At, 360, 361);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gradual_roll_back_takes_the_stages_of_the_rollouts_own_plan(bool hasFinished)
    {
        var stages = Rollback.Through(settle: 40.0.Seconds(), validate: 20.0.Seconds(), new RollbackStage(Percentage.Of(70), 30.0.Seconds()), new RollbackStage(Percentage.Of(20), 10.0.Seconds()));

        var (result, asked) = await RollBackGraduallyAsync(Shop.Armed().Follow(RolloutProfiles.Standard).GradualRollback(stages).Build(), Rollback.Gradual, hasFinished);

        Assert.Equal(stages, Runs.RolledBack(result).Strategy);
        var shifts = result.Shifts(asked);
        Assert.Equal([70, 20, 0], shifts.Select(shift => shift.Green));
        Assert.InRange(shifts[1].At - shifts[0].At, 30, 31);
        Assert.InRange(shifts[2].At - shifts[1].At, 10, 11);
        Assert.InRange(result.At<OutcomeReached>() - shifts[2].At, 60, 61);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gradual_roll_back_by_default_is_half_for_two_minutes_then_all_for_one_and_five_of_validation(bool hasFinished)
    {
        var (result, asked) = await RollBackGraduallyAsync(Shop.Standard, Rollback.Gradual, hasFinished);

        var shifts = result.Shifts(asked);
        Assert.Equal([50, 0], shifts.Select(shift => shift.Green));
        Assert.InRange(shifts[1].At - shifts[0].At, 120, 121);
        Assert.InRange(result.At<OutcomeReached>() - shifts[1].At, 360, 361);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stages_that_the_caller_names_are_taken_as_they_are(bool hasFinished)
    {
        var (result, asked) = await RollBackGraduallyAsync(Shop.Standard, Rollback.Through(TimeSpan.Zero, TimeSpan.Zero, new RollbackStage(Percentage.Of(30), 5.0.Seconds())), hasFinished);

        Assert.Equal([30, 0], result.Shifts(asked).Select(shift => shift.Green));
    }

    [Fact]
    public async Task A_gradual_roll_back_never_gives_green_more()
    {
        var result = await new VirtualWorld().At(60.0.Seconds(), Gradually).Run();

        Runs.RolledBack(result);
        Assert.Equal([0], result.Shifts(60).Select(shift => shift.Green));
    }

    [Fact]
    public async Task A_trigger_that_asks_for_an_immediate_one_cuts_it_short()
    {
        var result = await new VirtualWorld().Green(healthy: false, from: 520.0.Seconds()).At(500.0.Seconds(), Gradually).Run();

        CutShort(result, 520, 570);
    }

    [Fact]
    public async Task A_worse_reading_cuts_it_short()
    {
        var world = new VirtualWorld().Green(memory: Percentage.Of(92), from: 400.0.Seconds()).Green(memory: Percentage.Of(97), from: 600.0.Seconds());

        var result = await world.Run();

        CutShort(result, 600, 620);
    }

    [Fact]
    public async Task The_same_reading_does_not()
    {
        var result = await new VirtualWorld().Green(memory: Percentage.Of(92), from: 400.0.Seconds()).Run();

        Runs.RolledBack(result);
        Assert.Empty(result.All<RollbackEscalated>());
    }

    [Fact]
    public async Task A_person_in_a_hurry_cuts_it_short()
    {
        var result = await new VirtualWorld().At(500.0.Seconds(), Gradually).At(530, SignalKind.RollBack).Run();

        CutShort(result, 530, 531);
    }

    [Fact]
    public async Task Asking_twice_is_harmless()
    {
        var result = await new VirtualWorld().At(500, SignalKind.RollBack).At(500.0005, SignalKind.RollBack).At(500.01, SignalKind.Abort).Run();

        ReturnedToBlue(result);
        Assert.Single(result.All<RollbackStarted>());
        Assert.All(result.All<SignalRefused>(), refused => Assert.Contains("rolling back", refused.Why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, RolloutOutcome.Aborted)]
    [InlineData(60, RolloutOutcome.RolledBack)]
    [InlineData(400, RolloutOutcome.RolledBack)]
    public async Task An_abort_is_a_roll_back_once_green_had_traffic(double at, RolloutOutcome outcome)
    {
        var result = await new VirtualWorld().At(at, SignalKind.Abort).Run();

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal("aborted by grace", result.Reason);
        ReturnedToBlue(result);
    }

    /// <summary>Asks for a gradual rollback: of a rollout that runs, or of one that has finished, which is rolled back by another one.</summary>
    private static async Task<(VirtualWorldResult Result, double AskedAt)> RollBackGraduallyAsync(RolloutPlan plan, RollbackStrategy strategy, bool hasFinished) => hasFinished
        ? (await new VirtualWorld().RollBackAsync(plan, new("2.0.0"), strategy, TestContext.Current.CancellationToken), 0)
        : (await new VirtualWorld().At(500.0.Seconds(), Gradually with { Strategy = strategy }).Run(plan), 500);

    private static void CutShort(VirtualWorldResult result, double from, double to)
    {
        Runs.RolledBack(result);
        Assert.InRange(result.At<RollbackEscalated>(), from, to);
        Assert.InRange(result.Shifts(from)[^1].At - result.At<RollbackEscalated>(), 0, 1);
    }

    /// <summary>Everything is undone within the two minutes of the procedure, and green never got more once it was asked for.</summary>
    private static void ReturnedToBlue(VirtualWorldResult result)
    {
        var asked = result.Journal.First(entry => entry.Event is SignalAccepted { Signal.Kind: SignalKind.RollBack or SignalKind.Abort });
        Assert.NotEqual(RolloutOutcome.Succeeded, result.Outcome);
        Assert.InRange((result.Elapsed.TotalSeconds - result.SecondsOf(asked)), 0, 120);
        Assert.All(result.Shifts(result.SecondsOf(asked)), shift => Assert.Equal(0, shift.Green));
        if (result.Outcome == RolloutOutcome.RolledBack)
        {
            Runs.RolledBack(result);
        }
        else
        {
            Assert.Empty(result.Shifts());
        }
    }
}
