using BlueGreen.Events;
using BlueGreen.Operations;

namespace BlueGreen.Machine;

/// <summary>After the outcome: drains and retires the side that lost its traffic, applies retention, and closes. A failure here undoes nothing.</summary>
internal static class CleanupPhase
{
    public static Decision? Decide(Turn turn)
    {
        var state = turn.State;
        if (state.Current is { } operation)
        {
            return OperationPhase.Decide(turn, operation);
        }

        if (!state.Operations.IsEmpty)
        {
            return null;
        }

        var loser = state.Outcome!.Outcome == RolloutOutcome.Succeeded ? state.Blue : state.Green;
        if (loser is not null && loser.Id != state.Live?.Id)
        {
            if (!state.Cleanup.Drained && state.GreenHadTraffic && !turn.Seen.Lacks(Mechanism.Drain))
            {
                return Decision.Intend(state, new DrainDeployment(loser.Id), turn.Now + turn.Plan.DrainTimeout + MachineTimes.CleanupDeadline);
            }

            if (!state.Cleanup.Retired)
            {
                return Decision.Intend(state, new RetireDeployment(loser), turn.Now + MachineTimes.CleanupDeadline);
            }
        }

        return turn.Plan.Retain is not null && !state.Cleanup.Retained && state.Outcome.Outcome == RolloutOutcome.Succeeded
            ? Decision.Intend(state, new ApplyRetention(), turn.Now + MachineTimes.CleanupDeadline)
            : Decision.Record(new RolloutClosed(state.Outcome.Outcome, state.Outcome.Reason));
    }
}
