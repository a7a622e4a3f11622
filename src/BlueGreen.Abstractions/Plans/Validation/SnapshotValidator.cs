using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Snapshots and who takes them.</summary>
internal static class SnapshotValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<BackUpStep>().SelectMany(step => Of(draft, step.Number, step.Step));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int number, BackUpStep step)
    {
        if (step.Snapshots.IsEmpty)
        {
            yield return Problem.At(
                number, step,
                "It records nothing.",
                "Name snapshots, as in .BackUp(Snapshot.Database()), or drop the step.");
        }

        foreach (var kind in step.Snapshots.Select(snapshot => snapshot.Kind).Distinct())
        {
            if (step.Snapshots.Count(snapshot => snapshot.Kind == kind) > 1)
            {
                yield return Problem.At(number, step, $"It records {Named(kind)} more than once.", "Keep one snapshot of each kind.");
            }

            if (!draft.Offering.OfType<ISnapshotProvider>().Any(provider => !provider.Snapshots.IsDefault && provider.Snapshots.Contains(kind)))
            {
                yield return Problem.At(
                    number, step,
                    $"No provider records {Named(kind)}.",
                    "Add one with .Services(...), or drop the snapshot.");
            }
        }

        if (Change(draft) is { } change && change < number)
        {
            yield return Problem.At(
                number, step, $"Step {change} '{draft.Steps[change - 1].Name}' has changed something by then.", "Move .BackUp(...) before it.");
        }
    }

    private static int? Change(PlanDraft draft) =>
        draft.Steps.FindIndex(step => step is MigrateStep or ShiftStep or PromoteStep or PointDnsStep) is >= 0 and var index ? index + 1 : null;

    private static string Named(SnapshotKind kind) => kind switch
    {
        SnapshotKind.Deployment => "the deployment",
        SnapshotKind.Variables => "variables",
        SnapshotKind.Database => "the database",
        SnapshotKind.Dns => "DNS records",
        _ => kind.ToString(),
    };
}
