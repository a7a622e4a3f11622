using BlueGreen.Events;
using BlueGreen.Operations;

namespace BlueGreen.Machine;

/// <summary>
/// Brings blue back while a rollout is held because it does not answer, beside whatever else is under way, and tells the router when blue has moved. Neither goes forward.
/// </summary>
internal static class BluePhase
{
    public static Decision? Decide(Turn turn) => Restart(turn) ?? TellRouter(turn);

    /// <summary>Whether a write only repeats the split because blue has another address now.</summary>
    public static bool IsRepeat(RolloutState state, OperationState operation) =>
        operation.Operation is ShiftTraffic shift && shift.Split == state.Split && operation.Intent > state.BlueMovedAt && MayRepeat(state);

    private static Decision? Restart(Turn turn)
    {
        var state = turn.State;
        foreach (var operation in state.Operations)
        {
            if (operation.Operation is RestartDeployment)
            {
                return operation.CancelRequestedAt is null ? OperationPhase.Decide(turn, operation) : null;
            }
        }

        return state.HasHold(HoldKind.Blue) && (state.BlueIsDown || turn.Seen.Blue.IsDown(turn.Plan))
            ? Decision.Intend(state, new RestartDeployment(state.Blue!), turn.Now + MachineTimes.CleanupDeadline)
            : null;
    }

    private static Decision? TellRouter(Turn turn)
    {
        var state = turn.State;
        return state.BlueMovedAt is not null && !turn.Seen.Lacks(Mechanism.TellRouter) && !state.IsShifting && MayRepeat(state)
            ? Decision.Intend(state, new ShiftTraffic(state.Split), turn.Now + MachineTimes.ShiftDeadline)
            : null;
    }

    /// <summary>What others have changed is not written over.</summary>
    private static bool MayRepeat(RolloutState state) => state.BlueHasTraffic && !state.MustReassert && !state.HasHold(HoldKind.Drift);
}
