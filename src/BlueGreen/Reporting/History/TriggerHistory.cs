using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen.Reporting.History;

/// <summary>Which rules were broken, and which tripped.</summary>
internal static class TriggerHistory
{
    public static ImmutableArray<TriggerRecord> Read(IReadOnlyList<JournalEntry> journal, PlanDescription plan) =>
        [.. plan.Triggers.Select(trigger => Read(journal, trigger))];

    private static TriggerRecord Read(IReadOnlyList<JournalEntry> journal, TriggerRule trigger)
    {
        foreach (var entry in journal)
        {
            if (entry.Event is TriggerTripped tripped && tripped.Rule == trigger.Name)
            {
                return new(trigger.Name, $"{trigger.Strategy}", entry.At, tripped.Observed, tripped.Breach);
            }
        }

        var last = journal.Select(entry => entry.Event).OfType<Checkpointed>().SelectMany(checkpoint => checkpoint.Breaches).LastOrDefault(breach => breach.Rule == trigger.Name);
        return new(trigger.Name, $"{trigger.Strategy}", null, null, last);
    }
}
