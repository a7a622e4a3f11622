using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Approvals: who gives them, and whether there is a way back by then.</summary>
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
    }
}
