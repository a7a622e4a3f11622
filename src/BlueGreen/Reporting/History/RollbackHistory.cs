using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Reporting.History;

/// <summary>The way back, the last one where a person began another.</summary>
internal static class RollbackHistory
{
    public static RollbackRecord? Read(IReadOnlyList<JournalEntry> journal)
    {
        if (journal.LastOrDefault(entry => entry.Event is RollbackStarted) is not { Event: RollbackStarted back } decided)
        {
            return null;
        }

        return new()
        {
            DecidedAt = decided.At,
            Reason = back.Reason,
            Strategy = $"{back.Strategy}",
            Rule = back.Rule,
            By = back.By,
            Incident = back.Incident,
            BreachSince = journal.Select(entry => entry.Event).OfType<TriggerTripped>().LastOrDefault(tripped => tripped.Rule == back.Rule)?.Breach.Since,
            TrafficBackAt = journal.FirstOrDefault(entry => entry.Sequence > decided.Sequence && entry.Event is TrafficShifted { Green.Percent: 0 })?.At,
        };
    }
}
