using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Old deployments.</summary>
internal static class RetentionValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (draft.Kept is not { } kept)
        {
            yield break;
        }

        if (kept < 1)
        {
            yield return Problem.Of("retention", $"{kept} deployments are to be kept.", "Keep at least 1; 5 are usual.");
        }

        if (draft.Environment.Value is { } environment and not IDeploymentRetention)
        {
            yield return Problem.Of(
                "retention",
                $"{environment.Identity} cannot delete old deployments.",
                draft.Retain.IsStated ? "Drop .Retain(...)." : "Follow the profile with { Retain = null }.");
        }
    }
}
