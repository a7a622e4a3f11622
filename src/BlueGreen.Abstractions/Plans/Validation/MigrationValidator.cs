using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Migrations and their place.</summary>
internal static class MigrationValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<MigrateStep>().SelectMany(step => Of(draft, step.Number, step.Step));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int number, MigrateStep step)
    {
        if (!draft.Migrations.IsStated)
        {
            yield return Problem.At(number, step, "Nothing says who runs migrations.", "Add .Migrations(...) with a migration runner.");
        }

        if (draft.Numbered<MigrateStep>().First(other => other.Step.Phase == step.Phase).Number is var first && first < number)
        {
            yield return Problem.At(number, step, $"Step {first} has run all migrations of this phase.", "Drop one of the two.");
        }

        foreach (var problem in step.Phase == MigrationPhase.Expand ? Expand(draft, number, step) : Contract(draft, number, step))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Expand(PlanDraft draft, int number, MigrateStep step)
    {
        if (draft.First<ShiftStep>() is { } shift && shift < number)
        {
            yield return Problem.At(
                number, step,
                "Green has traffic by then, and needs what this adds.",
                $"Move .Expand() before step {shift}.");
        }
    }

    private static IEnumerable<PlanProblem> Contract(PlanDraft draft, int number, MigrateStep step)
    {
        if (draft.First<PointOfNoReturnStep>() is not { } point)
        {
            yield return Problem.At(
                number, step,
                "It takes away what blue needs, but the plan names no point of no return.",
                "Put .PointOfNoReturn() before .Contract().");
        }
        else if (point > number)
        {
            yield return Problem.At(
                number, step,
                $"It takes away what blue needs before the point of no return in step {point}.",
                "Put .PointOfNoReturn() before .Contract().");
        }

        if (draft.First<PromoteStep>() is { } promote && promote > number)
        {
            yield return Problem.At(
                number, step,
                $"Green is live only after step {promote}.",
                "Move .Contract() behind .Promote() and a .Watch(...).");
        }
    }
}
