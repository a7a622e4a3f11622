using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Reporting.History;

/// <summary>The states of data that steps kept. Those of an operation count, although its rollout turned back before its step had ended.</summary>
internal static class RecoveryPointHistory
{
    public static ImmutableArray<RecoveryPointRecord> Read(IReadOnlyList<JournalEntry> journal, PlanDescription plan)
    {
        var steps = journal.Select(entry => entry.Event).OfType<OperationIntended>().Where(intended => intended.Operation is RunStep)
            .ToDictionary(intended => intended.Id, intended => plan.Steps[((RunStep)intended.Operation).Step].Name);
        return
        [
            .. from entry in journal
               let completed = entry.Event as OperationCompleted
               where completed is not null && steps.ContainsKey(completed.Id)
               from point in completed.Report.RecoveryPoints
               select new RecoveryPointRecord(steps[completed.Id], entry.At, point.Name, point.Position, point.Recovery),
        ];
    }
}
