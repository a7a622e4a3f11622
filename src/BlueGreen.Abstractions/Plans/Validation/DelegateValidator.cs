using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Code of the user that is found by name.</summary>
internal static class DelegateValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        from same in draft.Checks.GroupBy(check => check.Name, StringComparer.Ordinal)
        where same.Count() > 1 && !ReportedAsSteps(draft, same.Key) && !ReportedAsChecks(draft, same.Key)
        select Problem.Of(
            $"check '{same.Key}'",
            $"{same.Count()} pieces of code are bound under this name.",
            "Code is found by name when a rollout resumes; give each its own.");

    private static bool ReportedAsSteps(PlanDraft draft, string name) => draft.Steps.Count(step => step.Name == name) > 1;

    private static bool ReportedAsChecks(PlanDraft draft, string name) =>
        draft.Steps.OfType<CheckStep>().Any(step => step.Checks.Count(check => check.Name == name) > 1);
}
