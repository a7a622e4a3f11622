using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Approvals and gates that end a rollout without its contract.</summary>
internal static class FinishValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<ApprovalStep>().Where(step => step.Step.OnExpiry == Expiry.FinishWithoutContract).SelectMany(step => Of(draft, step.Number, step.Step, "on expiry", nameof(Expiry)))
            .Concat(draft.Numbered<GateStep>().Where(step => step.Step.OnFailure == GateFailure.FinishWithoutContract).SelectMany(step => Of(draft, step.Number, step.Step, "on failure", nameof(GateFailure))));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int number, PlanStep step, string when, string choice)
    {
        if (!draft.Numbered<MigrateStep>().Any(migrate => migrate.Step.Phase == MigrationPhase.Contract && migrate.Number > number))
        {
            yield return Problem.At(
                number, step,
                $"It finishes without contract {when}, but no .Contract() comes after it.",
                $"Use {choice}.RollBack, or add .Contract().");
        }

        if (draft.First<PromoteStep>() is not { } promote || promote > number)
        {
            yield return Problem.At(
                number, step,
                $"It finishes {when}, but green is not live by then.",
                $"Use {choice}.RollBack, or ask after .Promote().");
        }
    }
}
