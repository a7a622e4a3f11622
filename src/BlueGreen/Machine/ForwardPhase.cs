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
        if (state.Current is { } operation)
        {
            return OperationPhase.Decide(turn, operation);
        }

        if (!state.Operations.IsEmpty || state.Failure is not null)
        {
            return null;
        }

        if (state.Reassert)
        {
            return Decision.Intend(state, new ShiftTraffic(state.Split), turn.Now + MachineTimes.ShiftDeadline);
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
            : state.IsHeld ? null
            : state.NextStep < turn.Plan.Steps.Length ? Next(turn)
            : Verification.Decide(turn, TrafficSplit.AllTo(state.Green!.Id), state.Green, state.LastSettledAt)
                ?? (turn.Seen.IsVerified(state, TrafficSplit.AllTo(state.Green.Id), state.Green)
                    ? Decision.Record(new OutcomeReached(RolloutOutcome.Succeeded, $"{state.Green} is live with all traffic"))
                    : null);
    }

    private static Decision Begin(Turn turn) => turn.State.Started is { Kind: RolloutKind.Rollback } started
        ? Decision.Record(new BaselineCaptured(
            started.ReturnTo, TrafficSplit.AllTo(started.Leave!.Id), StepReport.Pass("the deployment to return to is known from the finished rollout")))
        : Decision.Intend(turn.State, new Preflight(), turn.Now + MachineTimes.PreflightDeadline);

    private static Decision TurnToReturn(RolloutState state) => Decision.Record(new RollbackStarted(
        state.Started!.Reason ?? "a finished rollout is rolled back", state.Started.Strategy ?? Rollback.Immediate, RolloutOutcome.RolledBack)
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
        : state.FinishesEarly ? "the approval expired"
        : null;

    private static bool IsShiftedAgain(RolloutState state) => state.Green is { } green && state.Split.WeightOf(green.Id) == Percentage.All;
}
