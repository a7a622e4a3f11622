using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>Takes the plan's steps in order, unless the rollout is held.</summary>
internal static class ForwardPhase
{
    public static Decision? Decide(Turn turn)
    {
        var state = turn.State;
        if (state is { MustReassert: true, IsHeld: false, Failure: null, IsShifting: false, IsPromoting: false })
        {
            return Reassert(turn);
        }

        if (state.Current is { } operation)
        {
            return OperationPhase.Decide(turn, operation);
        }

        if (!state.Operations.IsEmpty || state.Failure is not null || state.MustReassert)
        {
            return null;
        }

        if (state.Baseline is null)
        {
            return Begin(turn);
        }

        if (state.Started!.Kind == RolloutKind.Rollback)
        {
            return TurnToReturn(state);
        }

        return state.Step is not null ? StepPhase.Decide(turn)
            : state.IsHeld && !turn.Seen.Lacks(Mechanism.Hold) ? null
            : state.NextStep < turn.Plan.Steps.Length ? Next(turn)
            : Succeed(turn);
    }

    private static Decision? Succeed(Turn turn)
    {
        var green = turn.State.Green!;
        var split = TrafficSplit.AllTo(green.Id);
        var done = Decision.Record(new OutcomeReached(RolloutOutcome.Succeeded, $"{green} is live with all traffic"));
        return turn.Seen.Lacks(Mechanism.Verification) ? done
            : Verification.Decide(turn, split, green, turn.State.LastSettledAt) ?? (turn.Seen.IsVerified(turn.State, split, green) ? done : null);
    }

    /// <summary>Puts right what somebody else has changed: beside a step's work, and before anything new begins.</summary>
    private static Decision Reassert(Turn turn) => turn.State.ReassertSplit
        ? Decision.Intend(turn.State, new ShiftTraffic(turn.State.Split), turn.Now + MachineTimes.ShiftDeadline)
        : Decision.Intend(turn.State, new MakeLive(turn.State.Live), turn.Now + MachineTimes.ShiftDeadline);

    private static Decision? Begin(Turn turn) => turn.State.Started is { Kind: RolloutKind.Rollback } started
        ? Decision.Record(new BaselineCaptured(
            started.ReturnTo, TrafficSplit.AllTo(started.Leave!.Id), StepReport.Pass("the deployment to return to is known from the finished rollout")))
        : turn.State.IsHeld ? null
        : Decision.Intend(turn.State, new Preflight(), turn.Now + MachineTimes.PreflightDeadline);

    private static Decision TurnToReturn(RolloutState state) => Decision.Record(new RollbackStarted(
        state.Started!.Reason ?? "a finished rollout is rolled back", state.Plan.Resolve(state.Started.Strategy), RolloutOutcome.RolledBack)
    {
        By = state.Started.By,
        Incident = state.Started.Incident,
    });

    private static Decision Next(Turn turn)
    {
        var state = turn.State;
        var step = turn.Plan.Steps[state.NextStep];
        return Skip(state, step) is { } why
            ? Decision.Record(new StepSkipped(state.NextStep, step.Name, why))
            : Decision.Record(new StepStarted(state.NextStep, step.Name));
    }

    /// <summary>Why a step is left out; null when it is not.</summary>
    public static string? Skip(RolloutState state, PlanStep step) =>
        state.PromoteNow && !state.PromotionIntended && (step is BakeStep or ShiftStep { Green.Percent: < 100 }) ? "promoted at once"
        : state.Blue is null && step is ShiftStep { Green.Percent: < 100 } && IsShiftedAgain(state) ? "without blue, green has everything already"
        : state.FinishesBecause is { } finished ? finished
        : step is CustomStep { Before: { } name } && state.Plan.Steps.FirstOrDefault(other => other.Name == name) is { } next and not CustomStep { Before: not null } ? Skip(state, next)
        : null;

    private static bool IsShiftedAgain(RolloutState state) => state.Green is { } green && state.Split.WeightOf(green.Id) == Percentage.All;
}
