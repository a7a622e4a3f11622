using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Reporting.History;

/// <summary>What health probes found: whole rounds of the pre-flight, of steps and of the way back, and what failed while green had traffic.</summary>
internal static class HealthHistory
{
    private const string Sampled = "while it had traffic";

    public static ImmutableArray<HealthRecord> Read(IReadOnlyList<JournalEntry> journal, PlanDescription plan, Deployment? blue, Deployment? green)
    {
        var health = new List<HealthRecord>();
        var operations = new Dictionary<OperationId, RolloutOperation>();
        var isFailing = false;
        foreach (var entry in journal)
        {
            switch (entry.Event)
            {
                case OperationIntended intended:
                    operations[intended.Id] = intended.Operation;
                    break;
                case BaselineCaptured baseline:
                    Add(health, entry, "pre-flight", baseline.Blue, baseline.Report.Probes);
                    break;
                case OperationCompleted completed:
                    var operation = operations.GetValueOrDefault(completed.Id);
                    Add(health, entry, Occasion(operation, plan), operation is RunStep ? green : blue, completed.Report.Probes);
                    break;
                case HoldPlaced hold:
                    Add(health, entry, "when it was held for", blue, hold.FailedProbes);
                    break;
                case TriggerTripped tripped:
                    Add(health, entry, tripped.Rule, green, tripped.FailedProbes);
                    break;
                case Checkpointed { FailedProbes: var failed }:
                    if (!isFailing || !GoesOn(health, entry, failed))
                    {
                        Add(health, entry, Sampled, green, failed);
                    }

                    isFailing = !failed.IsEmpty;
                    break;
            }
        }

        return [.. health];
    }

    private static void Add(List<HealthRecord> health, JournalEntry entry, string occasion, Deployment? deployment, ImmutableArray<ProbeResult> probes)
    {
        if (deployment is not null && !probes.IsEmpty)
        {
            health.Add(new() { At = entry.At, Occasion = occasion, Deployment = deployment, Probes = probes });
        }
    }

    /// <summary>Joins a checkpoint to the one before it when the same probes still fail as they did.</summary>
    private static bool GoesOn(List<HealthRecord> health, JournalEntry entry, ImmutableArray<ProbeResult> failed)
    {
        var last = health.FindLastIndex(record => record.Occasion == Sampled);
        if (!health[last].Probes.Select(Verdict).SequenceEqual(failed.Select(Verdict)))
        {
            return false;
        }

        health[last] = health[last] with { Until = entry.At, Probes = failed };
        return true;
    }

    private static (string, ProbeStatus, int?) Verdict(ProbeResult probe) => (probe.Probe, probe.Status, probe.StatusCode);

    private static string Occasion(RolloutOperation? operation, PlanDescription plan) => operation switch
    {
        RunStep run => plan.Steps[run.Step].Name,
        RestartDeployment => "started again",
        ValidateBlue => "after the rollback",
        _ => "on the way",
    };
}
