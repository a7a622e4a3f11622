using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>Folds a journal into a state. Pure.</summary>
internal static class RolloutFold
{
    public static RolloutState Apply(this RolloutState state, JournalEntry entry) => Fold(state, entry) with
    {
        Id = entry.Rollout,
        Head = entry.Sequence,
        LastAt = entry.At,
    };

    private static RolloutState Fold(RolloutState state, JournalEntry entry) => entry.Event switch
    {
        RolloutStarted started => state with { Started = started, StartedAt = entry.At, Green = started.Leave, LastSettledAt = entry.At },
        DriverTookOver driver => TakeOver(state, driver, entry.At),
        SignalAccepted or SignalRefused => SignalFold.Apply(state, entry),
        BaselineCaptured baseline => state.WithoutCurrent() with
        {
            Baseline = baseline,
            Split = FindsRouterEmpty(state, baseline) ? TrafficSplit.AllTo(baseline.Blue!.Id) : baseline.Split,
            ReassertSplit = FindsRouterEmpty(state, baseline),
            Live = state.Started!.Kind == RolloutKind.Rollback ? state.Started.Leave : baseline.Blue,
            LastSettledAt = entry.At,
            GreenHadTraffic = state.Started.Kind == RolloutKind.Rollback,
            Begun = state.Started.Kind == RolloutKind.Rollback ? [.. Enumerable.Range(0, state.Plan.Steps.Length)] : state.Begun,
            Failure = StopsStart(state, baseline) ? baseline.Report : null,
        },
        StepStarted step => state with { Step = new(step.Index, entry.At), Begun = state.Begun.Add(step.Index), Checkpoint = WithoutBake(state.Checkpoint) },
        StepCompleted step => state with { Step = null, NextStep = step.Index + 1, Approval = null },
        StepSkipped step => state with { Step = null, NextStep = step.Index + 1, Approval = null },
        GateDeclined gate => state with { Step = null, NextStep = gate.Index + 1, FinishesBecause = $"'{gate.Step}' did not pass" },
        StepFailed step => state with { Failure = step.Report },
        OperationIntended or OperationCompleted or OperationFailed or OperationCancelRequested or OperationSettled
            or TrafficShifted or DeploymentMadeLive or ProviderTroubled => OperationFold.Apply(state, entry),
        Checkpointed checkpoint => state with { Checkpoint = checkpoint, CheckpointAt = entry.At },
        ReadBackDelayed delayed => state with { Unread = delayed, UnreadAt = entry.At },
        TriggerTripped tripped => state with { Tripped = tripped },
        HoldPlaced hold => PlaceHold(state, hold, entry.At),
        HoldLifted hold => LiftHold(state, hold.Hold, entry.At),
        ApprovalRequested approval => state with { Approval = new(approval) },
        ApprovalGranted granted => state with { Step = state.Step! with { Report = StepReport.Pass($"approved by {granted.By}") } },
        ApprovalExpired { Outcome: Expiry.FinishWithoutContract } expired => state with { FinishesBecause = $"'{expired.Step}' was not given in time" },
        ApprovalExpired expired => state with { Step = state.Step! with { Report = StepReport.Fail($"'{expired.Step}' was not approved in time") } },
        RollbackStarted rollback => TurnBack(state, rollback, entry.At),
        RollbackEscalated => state with { Rollback = state.Rollback! with { Escalated = true }, TurnBack = null },
        PointOfNoReturnPassed passed => state with { NoReturn = passed, Step = state.Step! with { Report = StepReport.Pass("passed") } },
        RolloutFrozen frozen => state with { Frozen = frozen },
        OutcomeReached outcome => state with { Outcome = outcome, Cleanup = new(), Holds = [] },
        RolloutClosed closed => state with { Closed = closed },
        _ => state,
    };

    private static Checkpointed? WithoutBake(Checkpointed? checkpoint) =>
        checkpoint is null ? null : checkpoint with { Measured = default, Tallies = [] };

    /// <summary>A router that knows nothing yet is told first to send everything to what is live.</summary>
    private static bool FindsRouterEmpty(RolloutState state, BaselineCaptured baseline) =>
        baseline is { Blue: not null, Split.IsNone: true } && state.Started!.Kind == RolloutKind.Forward;

    private static bool StopsStart(RolloutState state, BaselineCaptured baseline) =>
        !baseline.Report.Passed && state.Plan.EmergencyReason is null && state.Started!.Kind == RolloutKind.Forward;

    private static RolloutState TakeOver(RolloutState state, DriverTookOver driver, DateTimeOffset at)
    {
        var takeOvers = (state.Step?.TakeOvers ?? 0) + (state.Epoch == 0 ? 0 : 1);
        var unattended = state.Epoch == 0 || state.IsHeld || takeOvers > MachineTimes.ForgivenTakeOvers ? TimeSpan.Zero : at - state.LastAt;
        var next = state.WithExcluded(unattended) with { Owner = driver.Owner, Epoch = driver.Epoch };
        return next with { Step = next.Step is null ? null : next.Step with { TakeOvers = takeOvers } };
    }

    private static RolloutState TurnBack(RolloutState state, RollbackStarted rollback, DateTimeOffset at) => state with
    {
        Rollback = new(rollback, at),
        Step = null,
        Approval = null,
        TurnBack = null,
        Outcome = null,
        Frozen = null,
        Failure = null,
        Holds = [],
        ReassertSplit = false,
        ReassertLive = false,
    };

    public static RolloutState WithHold(this RolloutState state, HoldKind kind, string reason, DateTimeOffset at) => state.HasHold(kind)
        ? state
        : state with { Holds = state.Holds.Add(new(kind, reason)), HeldSince = state.IsHeld ? state.HeldSince : at };

    public static RolloutState WithoutHold(this RolloutState state, HoldKind kind, DateTimeOffset at)
    {
        var rest = state.Holds.RemoveAll(hold => hold.Kind == kind);
        return state.IsHeld && rest.IsEmpty
            ? state.WithExcluded(at - state.HeldSince) with { Holds = rest, HeldUntil = at }
            : state with { Holds = rest };
    }

    private static RolloutState PlaceHold(RolloutState state, HoldPlaced hold, DateTimeOffset at)
    {
        var held = state.WithHold(hold.Hold, hold.Reason, at);
        return hold.Hold == HoldKind.Blue ? held with { BlueIsDown = true } : held;
    }

    /// <summary>When there are requests again, a bake that had none begins its time anew.</summary>
    private static RolloutState LiftHold(RolloutState state, HoldKind kind, DateTimeOffset at)
    {
        var lifted = state.WithoutHold(kind, at);
        if (kind == HoldKind.Blue)
        {
            return lifted with { BlueIsDown = state.BlueIsDown && state.GoesWithoutBlue };
        }

        return kind == HoldKind.Silence && lifted.Step is { } step && lifted.Plan.Steps[step.Index] is BakeStep
            ? lifted with { Step = step with { Excluded = at - step.StartedAt } }
            : lifted;
    }

    /// <summary>Takes time off the deadlines: nobody could have acted in it.</summary>
    private static RolloutState WithExcluded(this RolloutState state, TimeSpan time) => state with
    {
        Step = state.Step is null ? null : state.Step with { Excluded = state.Step.Excluded + time },
        Operations = [.. state.Operations.Select(o => o.CancelRequestedAt is null ? o with { Deadline = o.Deadline + time } : o)],
    };
}
