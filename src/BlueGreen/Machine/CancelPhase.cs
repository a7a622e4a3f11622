using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>
/// Cancels what a rollback pre-empts and what has passed its deadline, and sees it settled. Runs beside the traffic shift, never before it.
/// </summary>
internal static class CancelPhase
{
    public static Decision? Decide(Turn turn)
    {
        foreach (var operation in turn.State.Operations)
        {
            var decision = operation.CancelRequestedAt is null ? Request(turn, operation) : Settle(turn, operation);
            if (decision is not null)
            {
                return decision;
            }
        }

        return null;
    }

    private static Decision? Request(Turn turn, OperationState operation)
    {
        var why = !turn.Seen.Lacks(Mechanism.Preemption) && Preempts(turn.State, operation.Operation) ? "the rollout turns back"
            : IsNeedless(turn.State, operation.Operation) ? "blue's return is no longer waited for"
            : IsOverdue(turn, operation) ? $"{OperationFold.Describe(turn.State, operation.Operation)} was given up at its deadline"
            : null;
        return why is null ? null : Decision.Record(new OperationCancelRequested(operation.Id, why));
    }

    private static bool Preempts(RolloutState state, RolloutOperation operation) => state.Rollback is not null && state.Outcome is null && operation switch
    {
        RunStep or Preflight or RetireDeployment or ApplyRetention => true,
        DrainDeployment drain => drain.Deployment != state.Green?.Id,
        ShiftTraffic shift => IsForward(state, shift),
        MakeLive live => live.Deployment?.Id != state.Blue?.Id,
        ValidateBlue => !state.Rollback.IsGradual,
        RestartDeployment => !state.GreenHadTraffic,
        _ => false,
    };

    private static bool IsForward(RolloutState state, ShiftTraffic shift) =>
        shift.Split != state.BaselineSplit && (!state.Rollback!.IsGradual || !RollbackPhase.IsStage(state, shift.Split));

    /// <summary>On the way forward blue is brought back only while the rollout is held for it: it has answered by itself, or a person goes on without it.</summary>
    private static bool IsNeedless(RolloutState state, RolloutOperation operation) =>
        operation is RestartDeployment && state is { Rollback: null, Outcome: null } && !state.HasHold(HoldKind.Blue);

    /// <summary>Long work ends at its deadline; writes have their own rule, and what leads back to blue is never given up.</summary>
    private static bool IsOverdue(Turn turn, OperationState operation) =>
        operation.Operation is not (ShiftTraffic or MakeLive or RestartDeployment)
        && turn.Seen.ViewOf(operation.Id).IsRunning
        && !turn.State.IsHeld
        && turn.IsDue(operation.Deadline);

    private static Decision? Settle(Turn turn, OperationState operation)
    {
        var view = turn.Seen.ViewOf(operation.Id);
        if (view.IsRunning)
        {
            return view.CancelAttempts == 0 ? new Decision.Cancel(operation)
                : !IsSettledByProvider(turn.Plan, operation.Operation) ? Abandon(turn, operation)
                : turn.IsDue(operation.CancelRequestedAt!.Value + MachineTimes.AbandonGrace) ? AskProvider(turn, operation, view)
                : null;
        }

        return IsSettledByProvider(turn.Plan, operation.Operation) ? AskProvider(turn, operation, view)
            : operation.Operation is ShiftTraffic or MakeLive ? Record(operation, Settlement.Superseded)
            : IsHarmless(turn.Plan, operation.Operation) || view.EndedAt is not null || NeverBegan(turn.State, operation, view) ? Record(operation, Settlement.Cancelled)
            : Abandon(turn, operation);
    }

    private static bool NeverBegan(RolloutState state, OperationState operation, OperationView view) =>
        operation.Epoch == state.Epoch && view.Attempts == 0;

    /// <summary>Whether the provider can say that an operation has no further effect: then it is never given up without, unless the running program does not have that provider.</summary>
    public static bool IsSettledByProvider(PlanDescription plan, RolloutOperation operation) =>
        operation is RunStep run && plan.Steps[run.Step] is DeployStep or MigrateStep;

    /// <summary>What only looks, or is repeated by the clean-up that follows, can be left where it stood.</summary>
    private static bool IsHarmless(PlanDescription plan, RolloutOperation operation) =>
        operation is not RunStep run || plan.Steps[run.Step] is ProbeStep or VerifyHeaderStep or PointDnsStep or PurgeCdnStep;

    private static Decision? AskProvider(Turn turn, OperationState operation, OperationView view)
    {
        if (view.IsCancelling)
        {
            return null;
        }

        if (view.CancelResult is { Error: null })
        {
            return Record(operation, Settlement.Cancelled);
        }

        if (view.CancelResult is { Error: { } error })
        {
            if (MachineTimes.IsWorthTelling(view.CancelAttempts, operation.Troubles))
            {
                return Decision.Record(new ProviderTroubled(operation.Id, error, view.CancelAttempts));
            }

            if (view.CancelResult.IsUnbound)
            {
                return Abandon(turn, operation);
            }

            if (!turn.IsDue(view.CancelEndedAt!.Value + MachineTimes.Backoff(view.CancelAttempts)))
            {
                return null;
            }
        }

        return new Decision.Cancel(operation);
    }

    private static Decision? Abandon(Turn turn, OperationState operation)
    {
        var from = operation.Deadline > operation.CancelRequestedAt ? operation.Deadline : operation.CancelRequestedAt!.Value;
        return turn.IsDue(from + MachineTimes.AbandonGrace) ? Record(operation, Settlement.Abandoned) : null;
    }

    private static Decision Record(OperationState operation, Settlement how) => Decision.Record(new OperationSettled(operation.Id, how, null));
}
