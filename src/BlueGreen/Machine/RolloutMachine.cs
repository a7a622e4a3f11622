namespace BlueGreen.Machine;

/// <summary>
/// Decides what a rollout does next, from the fold of its journal, what its driver has seen, and the time. Pure: no I/O, no clock, no randomness.
/// The order of the phases is the order of their precedence: people and triggers come before any forward step.
/// </summary>
internal static class RolloutMachine
{
    public static Decision Decide(RolloutState state, Observations seen, DateTimeOffset now)
    {
        if (state.Started is null)
        {
            return new Decision.Wait(null);
        }

        if (state.Closed is not null)
        {
            return new Decision.Finished();
        }

        var turn = new Turn(state, seen, now);
        return SignalPhase.Decide(turn)
            ?? TurnBackPhase.Decide(turn)
            ?? CheckpointPhase.Decide(turn)
            ?? CancelPhase.Decide(turn)
            ?? (state.Outcome is not null ? CleanupPhase.Decide(turn)
                : state.Rollback is not null ? RollbackPhase.Decide(turn)
                : state.Frozen is not null ? null
                : BluePhase.Decide(turn) ?? ForwardPhase.Decide(turn))
            ?? turn.Wait();
    }
}
