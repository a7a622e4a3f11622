using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Operations;
using BlueGreen.Tests.Hosting.Fleets;

namespace BlueGreen.Tests.Hosting;

/// <summary>A migration was under way when its program was lost, and the one that took over has no runner to ask.</summary>
public sealed class UnboundMigrationTests
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Deadline = Begin + TimeSpan.FromMinutes(10);
    private static readonly OperationId Expand = new("r-5");
    private static readonly CallResult Unbound = CallResult.Unbound("no runner here");

    [Fact]
    public void It_is_told_once_and_given_up_after_its_deadline_so_that_the_rollback_completes()
    {
        var state = Started();
        var seen = Observations.None.With(new OperationView(Expand) { CancelAttempts = 1, CancelEndedAt = Begin, CancelResult = Unbound });

        var told = Assert.IsType<ProviderTroubled>(Assert.IsType<Decision.Append>(RolloutMachine.Decide(state, seen, Begin)).Event);
        Assert.Equal((Expand, "no runner here"), (told.Id, told.Error));
        state = Apply(state, told);
        Assert.Equal(Deadline + MachineTimes.AbandonGrace, Assert.IsType<Decision.Wait>(RolloutMachine.Decide(state, seen, Begin)).Until);

        var settled = Assert.IsType<OperationSettled>(Assert.IsType<Decision.Append>(RolloutMachine.Decide(state, seen, Deadline + MachineTimes.AbandonGrace)).Event);
        Assert.Equal((Expand, Settlement.Abandoned), (settled.Id, settled.How));
        state = Apply(state, settled);
        Assert.Equal(RolloutOutcome.Aborted, Assert.IsType<OutcomeReached>(Assert.IsType<Decision.Append>(RolloutMachine.Decide(state, seen, Deadline + MachineTimes.AbandonGrace)).Event).Outcome);
    }

    [Fact]
    public void One_that_a_runner_fails_to_settle_is_asked_for_again_however_late_it_is()
    {
        var seen = Observations.None.With(new OperationView(Expand) { CancelAttempts = 1, CancelEndedAt = Begin, CancelResult = CallResult.Failed("away", isTransient: true) });
        var late = Deadline + TimeSpan.FromDays(1);

        Assert.IsType<Decision.Cancel>(RolloutMachine.Decide(Apply(Started(), new ProviderTroubled(Expand, "away", 1)), seen, late));
    }

    private static RolloutState Started()
    {
        var shop = new Shop();
        var plan = new RolloutBuilder("shop").Environment(shop).Traffic(shop).Migrations(new Larder()).WithoutTriggers("a test").Expand().DeployGreen().ShiftTo(Percentage.All).Promote().Build();
        RolloutEvent[] events =
        [
            new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2"), Plan = plan.Description },
            new DriverTookOver("ann", 0),
            new BaselineCaptured(shop.Live, shop.Split, StepReport.Pass("ready")),
            new StepStarted(0, "expand"),
            new OperationIntended(Expand, new RunStep(0), Deadline),
            new RollbackStarted("no more", Rollback.Immediate, RolloutOutcome.Aborted),
            new OperationCancelRequested(Expand, "the rollout turns back"),
        ];
        return events.Aggregate(RolloutState.Empty, Apply);
    }

    private static RolloutState Apply(RolloutState state, RolloutEvent next) =>
        state.Apply(new JournalEntry(new("r"), state.Head + 1, $"e-{state.Head + 1}", 0, Begin, next));
}
