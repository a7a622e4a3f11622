using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>Brings everybody back to blue, then the live deployment, then undoes the steps, and declares it only when all of it is read back.</summary>
internal static class RollbackPhase
{
    public static Decision? Decide(Turn turn)
    {
        var state = turn.State;
        if (state.Current is { } operation)
        {
            return OperationPhase.Decide(turn, operation);
        }

        return StartBlue(turn)
            ?? ShiftBack(turn)
            ?? (IsWaitingForStage(turn) ? null : RestoreLive(turn) ?? Undo(turn) ?? Validate(turn) ?? (IsWatching(turn) ? null : End(turn)));
    }

    /// <summary>Whether a split is one of the stages of the rollback that runs.</summary>
    public static bool IsStage(RolloutState state, TrafficSplit split) => state.Blue is { } blue && state.Green is { } green
        && state.Rollback!.Started.Strategy.Stages.Any(stage => TrafficSplit.Between(blue.Id, green.Id, stage.Green) == split);

    private static Decision? StartBlue(Turn turn)
    {
        var state = turn.State;
        return state.Blue is { } blue && !turn.Seen.Lacks(Mechanism.StartBlue) && (IsStopped(state) || IsDown(turn))
            ? Decision.Intend(state, new RestartDeployment(blue), turn.Now + MachineTimes.CleanupDeadline)
            : null;
    }

    private static bool IsStopped(RolloutState state) =>
        !state.Rollback!.BlueStarted && (state.BlueRetired || state.Started!.Kind == RolloutKind.Rollback);

    /// <summary>Nobody is sent to a blue that was last seen not to answer. Once everybody is there, one failed round is not enough to disturb it.</summary>
    private static bool IsDown(Turn turn)
    {
        var state = turn.State;
        return state.GreenHadTraffic
            && (state.BlueIsDown || (state.Rollback!.BaselineAt is null ? turn.Seen.Blue.Answers is false : turn.Seen.Blue.IsDown(turn.Plan)));
    }

    private static Decision? ShiftBack(Turn turn)
    {
        var state = turn.State;
        var isBack = state.Rollback!.BaselineAt is not null;
        if (!state.GreenHadTraffic || (isBack && !MustTell(turn)))
        {
            return null;
        }

        return !isBack && IsWaitingForStage(turn)
            ? MustTell(turn) ? Decision.Intend(state, new ShiftTraffic(state.Split), turn.Now + MachineTimes.ShiftDeadline) : null
            : Decision.Intend(state, new ShiftTraffic(NextStage(state) ?? state.BaselineSplit), turn.Now + MachineTimes.ShiftDeadline);
    }

    /// <summary>Whether blue was started again at another address than the router knows.</summary>
    private static bool MustTell(Turn turn) => turn.State is { BlueMovedAt: not null, BlueHasTraffic: true } && !turn.Seen.Lacks(Mechanism.TellRouter);

    /// <summary>The next split of a gradual rollback: each one takes more away from green.</summary>
    private static TrafficSplit? NextStage(RolloutState state)
    {
        if (!state.Rollback!.IsGradual || state.Blue is not { } blue || state.Green is not { } green)
        {
            return null;
        }

        foreach (var stage in state.Rollback.Started.Strategy.Stages)
        {
            if (stage.Green < state.Split.WeightOf(green.Id))
            {
                return TrafficSplit.Between(blue.Id, green.Id, stage.Green);
            }
        }

        return null;
    }

    /// <summary>Whether a stage's hold is still running.</summary>
    private static bool IsWaitingForStage(Turn turn)
    {
        var rollback = turn.State.Rollback!;
        if (!rollback.IsGradual || rollback.StageAt is not { } at || rollback.BaselineAt is not null || turn.State.Green is not { } green)
        {
            return false;
        }

        var weight = turn.State.Split.WeightOf(green.Id);
        foreach (var stage in rollback.Started.Strategy.Stages)
        {
            if (stage.Green == weight)
            {
                return !turn.IsDue(at + stage.Hold);
            }
        }

        return false;
    }

    private static Decision? RestoreLive(Turn turn)
    {
        var state = turn.State;
        var must = state.PromotionIntended || state.Started!.Kind == RolloutKind.Rollback;
        return must && state.Rollback!.LiveAt is null ? Decision.Intend(state, new MakeLive(state.Blue), turn.Now + MachineTimes.ShiftDeadline) : null;
    }

    private static Decision? Undo(Turn turn)
    {
        var state = turn.State;
        for (var i = turn.Plan.Steps.Length - 1; i >= 0 && !turn.Seen.Lacks(Mechanism.Undo); i--)
        {
            if (state.Begun.Contains(i) && !state.Rollback!.Undone.Contains(i) && HasUndo(state, turn.Plan.Steps[i]))
            {
                return !state.Operations.IsEmpty ? null
                    : DrainsFirst(turn, i) ? Decision.Intend(state, new DrainDeployment(state.Green!.Id), turn.Now + turn.Plan.DrainTimeout + MachineTimes.CleanupDeadline)
                    : Decision.Intend(state, new UndoStep(i), turn.Now + MachineTimes.UndoDeadline);
            }
        }

        return null;
    }

    /// <summary>A request that green still works on needs the schema that is about to be reverted.</summary>
    private static bool DrainsFirst(Turn turn, int step) => turn.Plan.Steps[step] is MigrateStep && turn.State is { GreenHadTraffic: true, Green: not null, Cleanup.Drained: false } && !turn.Seen.Lacks(Mechanism.Drain);

    private static bool HasUndo(RolloutState state, PlanStep step) => step switch
    {
        PointDnsStep or PurgeCdnStep => true,
        VerifyHeaderStep => state.Blue is not null,
        MigrateStep migrate => migrate.RevertOnRollback,
        CustomStep custom => custom.Undo is not null,
        _ => false,
    };

    private static bool IsWatching(Turn turn)
    {
        var rollback = turn.State.Rollback!;
        var strategy = rollback.Started.Strategy;
        return rollback is { IsGradual: true, BaselineAt: { } at } && !turn.IsDue(at + strategy.Settle + strategy.Validate);
    }

    private static Decision? Validate(Turn turn)
    {
        var rollback = turn.State.Rollback!;
        return rollback is { IsGradual: true, Validated: false, BaselineAt: not null } && !IsWatching(turn) && !turn.Plan.Probes.IsEmpty && turn.State.Blue is not null
            ? Decision.Intend(turn.State, new ValidateBlue(), turn.Now + MachineTimes.UndoDeadline)
            : null;
    }

    private static Decision? End(Turn turn)
    {
        var state = turn.State;
        if (!state.Operations.IsEmpty && !turn.Seen.Lacks(Mechanism.Settlement))
        {
            return null;
        }

        var started = state.Rollback!.Started;
        var done = Decision.Record(new OutcomeReached(started.Outcome, started.Reason));
        if (!state.GreenHadTraffic || turn.Seen.Lacks(Mechanism.Verification))
        {
            return done;
        }

        if (AwaitsBlue(turn))
        {
            return null;
        }

        var notBefore = state.IsFenced || turn.Seen.Lacks(Mechanism.SettleTime) ? state.LastSettledAt : Later(state.LastSettledAt, state.Rollback.BaselineAt!.Value + turn.Plan.SettleTime);
        return Verification.Decide(turn, state.BaselineSplit, state.Blue, notBefore)
            ?? (turn.Seen.IsVerified(state.BaselineSplit, state.Blue, notBefore) ? done : Repair(turn, notBefore));
    }

    /// <summary>Whether blue has still to answer a round of probes that was sent after everybody was back. A prober that fails itself is not waited for, nor is blue after the point of no return.</summary>
    private static bool AwaitsBlue(Turn turn) => turn.State is { WatchesBlue: true, NoReturn: null, Rollback.BaselineAt: { } back } && !turn.Seen.Lacks(Mechanism.BlueWatch)
        && (turn.Seen.Blue.Answers is false || !(turn.Seen.Blue.AskedAt >= back));

    /// <summary>Asserts the baseline again when a late write or somebody else has changed it.</summary>
    private static Decision? Repair(Turn turn, DateTimeOffset notBefore)
    {
        var state = turn.State;
        if (turn.Seen.Lacks(Mechanism.Repair))
        {
            return null;
        }

        return turn.Seen.Split is { Value.IsKnown: true } split && split.At >= notBefore && split.Value.Value != state.BaselineSplit
            ? Decision.Intend(state, new ShiftTraffic(state.BaselineSplit), turn.Now + MachineTimes.ShiftDeadline)
            : turn.Seen.Live is { Value.IsKnown: true } live && live.At >= notBefore && live.Value.Value?.Id != state.Blue?.Id
                ? Decision.Intend(state, new MakeLive(state.Blue), turn.Now + MachineTimes.ShiftDeadline)
                : null;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
