using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Reporting.History;

/// <summary>Events as people read them.</summary>
internal static class EventHistory
{
    public static EventRecord Read(JournalEntry entry) =>
        new(entry.Sequence, entry.At, entry.Event.GetKind(), entry.Event.GetImportance(), entry.Event.Describe());
}
