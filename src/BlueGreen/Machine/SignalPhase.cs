using BlueGreen.Events;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Machine;

/// <summary>Accepts or refuses what people ask for, in the order in which they asked.</summary>
internal static class SignalPhase
{
    public static Decision? Decide(Turn turn)
    {
        if (turn.Seen.Lacks(Mechanism.SignalsFirst) && turn.State.Step is null)
        {
            return null;
        }

        foreach (var entry in turn.Seen.Inbox)
        {
            if (entry.Position > turn.State.InboxPosition)
            {
                var why = Refuse(turn, entry.Signal);
                return Decision.Record(why is null ? new SignalAccepted(entry.Position, entry.Signal) : new SignalRefused(entry.Position, entry.Signal, why));
            }
        }

        return null;
    }

    private static string? Refuse(Turn turn, Signal signal) => signal.Kind switch
    {
        SignalKind.RollBack => RefuseRollBack(turn.State, signal),
        SignalKind.Abort => RefuseAbort(turn.State),
        SignalKind.Resume => turn.State.HasHold(HoldKind.Person) || turn.State.HasHold(HoldKind.Drift) || turn.State.HasHold(HoldKind.Evidence) || turn.State.Frozen is not null
            ? null
            : "the rollout is neither paused nor frozen, and waits for no decision",
        SignalKind.Pause => RefuseForward(turn.State),
        SignalKind.PromoteNow => RefuseForward(turn.State),
        _ => RefuseForward(turn.State) ?? RefuseApproval(turn, signal),
    };

    private static string? RefuseForward(RolloutState state) =>
        state.Outcome is { } outcome ? $"the rollout has ended as {outcome.Outcome}"
        : state.Rollback is not null ? "the rollout is rolling back"
        : null;

    private static string? RefuseRollBack(RolloutState state, Signal signal)
    {
        if (state.Outcome is { Outcome: not RolloutOutcome.Succeeded } outcome)
        {
            return $"the rollout has ended as {outcome.Outcome}";
        }

        if (state.Rollback is { } rollback)
        {
            return rollback.IsGradual && signal.Strategy is null or { IsImmediate: true } ? null : "the rollout is rolling back already";
        }

        return state.NoReturn is { } passed && signal.LossToken != passed.LossToken
            ? $"the point of no return is passed: repeat the request with the loss token {passed.LossToken}, which accepts: {passed.Loss}"
            : null;
    }

    private static string? RefuseAbort(RolloutState state) =>
        state.Outcome is { } outcome ? $"the rollout has ended as {outcome.Outcome}; to return to blue, roll it back"
        : state.Rollback is { IsGradual: false } ? "the rollout is rolling back already"
        : state.NoReturn is not null ? "the point of no return is passed; a roll back needs the loss token"
        : null;

    private static string? RefuseApproval(Turn turn, Signal signal)
    {
        if (turn.State.Step is not { } step || turn.Plan.Steps[step.Index] is not ApprovalStep approval || turn.State.Approval is not { } open)
        {
            return "no approval is being waited for";
        }

        return signal.Step != approval.Name ? $"the rollout waits for '{approval.Name}', not for '{signal.Step}'"
            : signal.Fingerprint != open.Request.Fingerprint && !turn.Seen.Lacks(Mechanism.ApprovalFingerprint) ? $"the approval names the plan {signal.Fingerprint}, but {open.Request.Fingerprint} runs"
            : turn.Now >= Deadlines.Of(turn) ? "the approval has expired"
            : signal.Kind == SignalKind.Reject && turn.State.NoReturn is { } passed && signal.LossToken != passed.LossToken
                ? $"the point of no return is passed: let the approval expire, or roll back with the loss token {passed.LossToken}, which accepts: {passed.Loss}"
            : null;
    }
}
