using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Reporting.History;

/// <summary>When no forward step was taken. A turn back and an outcome end every hold.</summary>
internal static class HoldHistory
{
    public static ImmutableArray<HoldRecord> Read(IReadOnlyList<JournalEntry> journal)
    {
        var holds = new List<HoldRecord>();
        foreach (var entry in journal)
        {
            switch (entry.Event)
            {
                case HoldPlaced placed:
                    holds.Add(new(placed.Hold, placed.Reason, entry.At, null));
                    break;
                case SignalAccepted { Signal: { Kind: SignalKind.Pause } pause } when !holds.Exists(hold => hold is { Hold: HoldKind.Person, Until: null }):
                    holds.Add(new(HoldKind.Person, pause.Reason is { } reason ? $"{pause.By}: {reason}" : $"paused by {pause.By}", entry.At, null));
                    break;
                case SignalAccepted { Signal.Kind: SignalKind.Resume }:
                    End(holds, HoldKind.Person, entry.At);
                    End(holds, HoldKind.Drift, entry.At);
                    break;
                case HoldLifted lifted:
                    End(holds, lifted.Hold, entry.At);
                    break;
                case RollbackStarted or OutcomeReached:
                    End(holds, null, entry.At);
                    break;
            }
        }

        return [.. holds];
    }

    private static void End(List<HoldRecord> holds, HoldKind? kind, DateTimeOffset at)
    {
        for (var i = 0; i < holds.Count; i++)
        {
            if (holds[i].Until is null && (kind is null || holds[i].Hold == kind))
            {
                holds[i] = holds[i] with { Until = at };
            }
        }
    }
}
