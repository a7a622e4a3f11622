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
        SignalKind.Resume => Resume(state, accepted.Signal, at),
        SignalKind.PromoteNow => state with { PromoteNow = true, GoesWithoutBlue = state.GoesWithoutBlue || state.HasHold(HoldKind.Blue) },
        SignalKind.Approve => state with { Approval = state.Approval! with { Grant = accepted.Signal } },
        _ => state with { TurnBack = accepted },
    };

    private static RolloutState Resume(RolloutState state, Signal signal, DateTimeOffset at)
    {
        var drifted = state.HasHold(HoldKind.Drift);
        var lifted = state.HasHold(HoldKind.Evidence) ? EndBake(state, signal, at) : state.WithoutHold(HoldKind.Person, at);
        lifted = lifted.WithoutHold(HoldKind.Drift, at);
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

    /// <summary>A person says that enough is known.</summary>
    private static RolloutState EndBake(RolloutState state, Signal signal, DateTimeOffset at)
    {
        var lifted = state.WithoutHold(HoldKind.Person, at).WithoutHold(HoldKind.Evidence, at);
        var why = $"enough for {signal.By}{(signal.Reason is { } reason ? $": {reason}" : "")}";
        return lifted.Step is null ? lifted : lifted with { Step = lifted.Step with { Report = StepReport.Pass(why) } };
    }
}
