using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Approvals and what happens when nobody gives them.</summary>
internal static class ApprovalValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<ApprovalStep>().SelectMany(step => Of(draft, step.Number, step.Step));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int number, ApprovalStep step)
    {
        if (string.IsNullOrWhiteSpace(step.Role))
        {
            yield return Problem.At(number, step, "It does not say who approves.", "Name a role, such as .Approve(\"dba\", ...).");
        }

        if (step.OnExpiry == Expiry.RollBack && draft.First<PointOfNoReturnStep>() < number)
        {
            yield return Problem.At(
                number, step,
                "It rolls back on expiry, but there is no way back by then.",
                "Ask before .PointOfNoReturn().");
        }

        if (step.OnExpiry == Expiry.FinishWithoutContract)
        {
            foreach (var problem in Finish(draft, number, step))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PlanProblem> Finish(PlanDraft draft, int number, ApprovalStep step)
    {
        if (!draft.Numbered<MigrateStep>().Any(migrate => migrate.Step.Phase == MigrationPhase.Contract && migrate.Number > number))
        {
            yield return Problem.At(
                number, step,
                "It finishes without contract on expiry, but no .Contract() comes after it.",
                "Use Expiry.RollBack, or add .Contract().");
        }

        if (draft.First<PromoteStep>() is not { } promote || promote > number)
        {
            yield return Problem.At(
                number, step,
                "It finishes on expiry, but green is not live by then.",
                "Use Expiry.RollBack, or ask after .Promote().");
        }
    }
}
