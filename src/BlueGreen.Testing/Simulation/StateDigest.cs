using BlueGreen.Journal;
using BlueGreen.Machine;

namespace BlueGreen.Testing.Simulation;

/// <summary>States and decisions as text, to compare them by value.</summary>
internal static class StateDigest
{
    public static string Of(RolloutState state) => string.Join('\n',
        $"{state.Id} {state.Head} {state.LastAt:O} {state.Owner} {state.Epoch} {state.InboxPosition} {state.StartedAt:O}",
        $"{state.NextStep} {state.Step?.Index} {state.Step?.StartedAt:O} {state.Step?.Excluded} {state.Step?.TakeOvers} {state.Step?.Report?.Summary} [{string.Join(',', state.Begun)}]",
        string.Join(';', state.Operations.Select(o => $"{o.Id} {o.Intent} {o.Epoch} {o.Deadline:O} {o.CancelRequestedAt:O} {o.Troubles}")),
        $"{state.Split} {state.Live} {state.Green} {state.LastSettledAt:O} {state.GreenHadTraffic} {state.PromotionIntended} {state.BlueRetired} {state.BlueIsDown} {state.GoesWithoutBlue} {state.BlueMovedAt} {state.Blue?.Url}",
        $"{string.Join(',', state.Holds.Select(h => h.Kind))} {state.HeldSince:O} {state.MustReassert} {state.CheckpointAt:O} {state.Checkpoint?.Measured} {state.Checkpoint?.Breaches.Length}",
        $"{state.TurnBack?.Position} {state.PromoteNow} {state.FinishesBecause} {state.Approval?.Request} {state.Approval?.Grant?.Id} {state.Tripped?.Rule} {state.Failure?.Summary}",
        $"{state.Rollback?.Started.Reason} {state.Rollback?.Escalated} {state.Rollback?.StageAt:O} {state.Rollback?.BaselineAt:O} {state.Rollback?.LiveAt:O} {state.Rollback?.BlueStarted} [{string.Join(',', state.Rollback?.Undone ?? [])}]",
        $"{state.Unread} {state.UnreadAt:O} {state.NoReturn} {state.Frozen} {state.Outcome} {state.Cleanup} {state.Closed}");

    public static string Of(Decision decision) => decision switch
    {
        Decision.Append append => JournalJson.Write(append.Event),
        Decision.Perform perform => $"perform {perform.Operation.Id}",
        Decision.Cancel cancel => $"cancel {cancel.Operation.Id}",
        _ => decision.ToString(),
    };
}
