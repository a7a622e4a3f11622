using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Machine;

internal static class SignalFold
{
    public static RolloutState Apply(RolloutState state, JournalEntry entry) => entry.Event switch
    {
        SignalAccepted accepted => Accept(state, accepted, entry.At) with { InboxPosition = accepted.Position },
        SignalRefused refused => state with { InboxPosition = refused.Position },
        _ => state,
    };

    private static RolloutState Accept(RolloutState state, SignalAccepted accepted, DateTimeOffset at) => accepted.Signal.Kind switch
    {
        SignalKind.Pause => state.WithHold(HoldKind.Person, $"paused by {accepted.Signal.By}", at),
        SignalKind.Resume => Resume(state, at),
        SignalKind.PromoteNow => state with { PromoteNow = true, GoesWithoutBlue = state.GoesWithoutBlue || state.HasHold(HoldKind.Blue) },
        SignalKind.Approve => state with { Approval = state.Approval! with { Grant = accepted.Signal } },
        _ => state with { TurnBack = accepted },
    };

    private static RolloutState Resume(RolloutState state, DateTimeOffset at)
    {
        var drifted = state.HasHold(HoldKind.Drift);
        var lifted = state.WithoutHold(HoldKind.Person, at).WithoutHold(HoldKind.Drift, at);
        return lifted with
        {
            ReassertSplit = state.ReassertSplit || drifted,
            ReassertLive = state.ReassertLive || drifted,
            Frozen = null,
            Failure = state.Frozen is null ? state.Failure : null,
            Tripped = state.Frozen is null ? state.Tripped : null,
            Step = state.Frozen is not null && state.Step is not null ? state.Step with { Report = null, StartedAt = at, Excluded = default } : lifted.Step,
        };
    }
}
