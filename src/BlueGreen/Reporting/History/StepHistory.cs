using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Reporting.History;

/// <summary>What became of each step.</summary>
internal static class StepHistory
{
    public static ImmutableArray<StepRecord> Read(IReadOnlyList<JournalEntry> journal, PlanDescription plan)
    {
        var steps = plan.Steps.Select(step => new StepRecord { Name = step.Name, Status = StepStatus.Pending }).ToArray();
        foreach (var entry in journal)
        {
            if (IndexOf(entry.Event) is { } index)
            {
                steps[index] = Apply(steps[index], entry);
            }
            else if (entry.Event is RollbackStarted && Array.FindIndex(steps, step => step.Status == StepStatus.Running) is >= 0 and var running)
            {
                steps[running] = steps[running] with { Status = StepStatus.Interrupted, EndedAt = entry.At };
            }
        }

        return [.. steps];
    }

    private static int? IndexOf(RolloutEvent rolloutEvent) => rolloutEvent switch
    {
        StepStarted step => step.Index,
        StepCompleted step => step.Index,
        StepFailed step => step.Index,
        GateDeclined gate => gate.Index,
        StepSkipped step => step.Index,
        OperationIntended { Operation: UndoStep undo } => undo.Step,
        _ => null,
    };

    private static StepRecord Apply(StepRecord step, JournalEntry entry) => entry.Event switch
    {
        StepStarted => step with { Status = StepStatus.Running, StartedAt = entry.At },
        StepCompleted done => End(step, StepStatus.Passed, entry.At, done.Report),
        GateDeclined gate => End(step, StepStatus.Failed, entry.At, gate.Report),
        StepFailed failed => End(step, StepStatus.Failed, entry.At, failed.Report),
        StepSkipped skipped => step with { Status = StepStatus.Skipped, EndedAt = entry.At, Summary = skipped.Why },
        _ => step with { IsUndone = true },
    };

    private static StepRecord End(StepRecord step, StepStatus status, DateTimeOffset at, StepReport report) =>
        step with { Status = status, EndedAt = at, Summary = report.Summary, Findings = report.Findings };
}
