using BlueGreen.Events;
using BlueGreen.Operations;

namespace BlueGreen.Machine;

/// <summary>Carries out the current operation: acts, reads back, and records what is so.</summary>
internal static class OperationPhase
{
    public static Decision? Decide(Turn turn, OperationState operation) => operation.Operation switch
    {
        ShiftTraffic shift => Write(turn, operation, turn.Seen.Split, turn.Seen.SplitReadRunning, new Decision.ReadSplit(),
            found => found == shift.Split, () => Shifted(turn.State, operation, shift)),
        MakeLive live => Write(turn, operation, turn.Seen.Live, turn.Seen.LiveReadRunning, new Decision.ReadLive(),
            found => found?.Id == live.Deployment?.Id, () => new DeploymentMadeLive(operation.Id, live.Deployment)),
        RetireDeployment retire => Retire(turn, operation, retire),
        _ => Work(turn, operation),
    };

    /// <summary>A deployment is stopped only when the router was just read to give it nothing: others may have given it traffic since. At the deadline it is kept.</summary>
    private static Decision? Retire(Turn turn, OperationState operation, RetireDeployment retire)
    {
        var view = turn.Seen.ViewOf(operation.Id);
        if (view.IsRunning || view.Result is { Error: null } || turn.Seen.Lacks(Mechanism.RetireUnused))
        {
            return Work(turn, operation);
        }

        var since = view.EndedAt is { } ended ? ended + Pause(view) : operation.IntendedAt;
        return Verification.ReadSplit(turn, split => IsUnused(split, retire), since)
            ?? (turn.Seen.Split is not { } found || found.At < since ? null
                : WhyKeep(found.Value, retire) is { } why ? Keep(turn, operation, why)
                : Work(turn, operation));
    }

    private static bool IsUnused(TrafficSplit? split, RetireDeployment retire) => split is null || split.WeightOf(retire.Deployment.Id) == Percentage.Zero;

    private static string? WhyKeep(Observed<TrafficSplit> found, RetireDeployment retire) =>
        !found.IsKnown ? $"the router could not be read: {found.Reason}"
        : IsUnused(found.Value, retire) ? null
        : $"the router gives it {found.Value!.WeightOf(retire.Deployment.Id)}";

    private static Decision? Keep(Turn turn, OperationState operation, string why)
    {
        var error = $"{OperationFold.Describe(turn.State, operation.Operation)}: {why}";
        return turn.IsDue(operation.Deadline) ? Decision.Record(new OperationFailed(operation.Id, $"{error}; it is kept running"))
            : operation.Troubles == 0 ? Decision.Record(new ProviderTroubled(operation.Id, error, 1))
            : null;
    }

    /// <summary>Whether an operation may be left undone, because the rollout can turn back instead. Without blue it cannot.</summary>
    private static bool MayGiveUp(Turn turn, OperationState operation) => operation.Operation is not RestartDeployment
        && (turn.State.Rollback is null || operation.Operation is UndoStep or ValidateBlue or DrainDeployment || turn.State.Outcome is not null);

    private static TrafficShifted Shifted(RolloutState state, OperationState operation, ShiftTraffic shift) =>
        new(operation.Id, shift.Split, state.Green is null ? Percentage.Zero : shift.Split.WeightOf(state.Green.Id));

    private static Decision? Write<T>(
        Turn turn, OperationState operation, Reading<T>? reading, bool isReading, Decision read, Func<T?, bool> isDesired, Func<RolloutEvent> done)
    {
        var view = turn.Seen.ViewOf(operation.Id);
        if (view.IsRunning)
        {
            return null;
        }

        if (view.EndedAt is not { } ended)
        {
            return Start(turn, operation, view);
        }

        if (isReading)
        {
            return null;
        }

        if (turn.Seen.Lacks(Mechanism.ReadBack))
        {
            return Decision.Record(done());
        }

        if (reading is null || (reading.At < ended && !turn.Seen.Lacks(Mechanism.FreshReading)))
        {
            return read;
        }

        if (reading.Value.IsKnown && isDesired(reading.Value.Value) && IsAcknowledged(turn, operation, view))
        {
            return Decision.Record(done());
        }

        var error = view.Result?.Error ?? (reading.Value.IsKnown ? $"read back {reading.Value.Value}" : reading.Value.Reason);
        return Again(turn, operation, view, $"{OperationFold.Describe(turn.State, operation.Operation)}: {error}", view.Result is { Error: not null, IsTransient: false });
    }

    /// <summary>
    /// On the way back it is not enough that a failed call left things as they should be: only a write that was taken raises the token that keeps earlier ones out.
    /// </summary>
    private static bool IsAcknowledged(Turn turn, OperationState operation, OperationView view) =>
        turn.State.Rollback is null || view.Result?.Error is null || turn.Seen.Lacks(Mechanism.Acknowledgement) || turn.IsDue(operation.Deadline);

    private static Decision? Work(Turn turn, OperationState operation)
    {
        var view = turn.Seen.ViewOf(operation.Id);
        if (view.IsRunning)
        {
            turn.IsDue(operation.Deadline);
            return null;
        }

        return view.Result switch
        {
            null => Start(turn, operation, view),
            { Error: null } result when operation.Operation is Preflight =>
                Decision.Record(new BaselineCaptured(result.Deployment, result.Split ?? TrafficSplit.None, result.Report!)),
            { Error: null } result => Decision.Record(new OperationCompleted(operation.Id, result.Report ?? StepReport.Pass("done"), result.Deployment)),
            { Error: { } error } result => Again(turn, operation, view, $"{OperationFold.Describe(turn.State, operation.Operation)}: {error}", !result.IsTransient),
        };
    }

    private static Decision? Again(Turn turn, OperationState operation, OperationView view, string error, bool isPermanent)
    {
        if (MayGiveUp(turn, operation) && (isPermanent || (!IsStopped(turn) && turn.IsDue(operation.Deadline))))
        {
            return Decision.Record(CancelPhase.IsSettledByProvider(turn.Plan, operation.Operation)
                ? new OperationCancelRequested(operation.Id, error)
                : new OperationFailed(operation.Id, error));
        }

        if (MachineTimes.IsWorthTelling(view.Attempts, operation.Troubles))
        {
            return Decision.Record(new ProviderTroubled(operation.Id, error, view.Attempts));
        }

        return turn.IsDue(view.EndedAt!.Value + Pause(view)) ? Start(turn, operation, view) : null;
    }

    /// <summary>The other side may ask for a longer pause, never for a shorter one.</summary>
    private static TimeSpan Pause(OperationView view)
    {
        var pause = MachineTimes.Backoff(view.Attempts);
        return view.Result?.RetryAfter is { } asked && asked > pause ? asked : pause;
    }

    private static bool IsStopped(Turn turn) => turn.State is { IsHeld: true, Rollback: null, Outcome: null };

    /// <summary>A hold stops every forward call that has not gone out yet, and nothing that keeps the way back open.</summary>
    private static Decision.Perform? Start(Turn turn, OperationState operation, OperationView view)
    {
        if (IsStopped(turn) && !turn.Seen.Lacks(Mechanism.Hold) && operation.Operation is not RestartDeployment && !BluePhase.IsRepeat(turn.State, operation))
        {
            return null;
        }

        return view.Attempts == 0 || view.EndedAt is not null ? new Decision.Perform(operation) : null;
    }
}
