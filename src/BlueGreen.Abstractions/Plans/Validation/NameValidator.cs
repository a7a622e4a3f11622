using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Names of steps.</summary>
internal static class NameValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (draft.Steps.Count == 0)
        {
            yield return Problem.Of(
                "plan",
                "It has no steps.",
                "Add at least .DeployGreen(), .ShiftTo(Percentage.All) and .Promote(), or .Follow(RolloutProfiles.Standard).");
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, step) in draft.Numbered<PlanStep>())
        {
            if (string.IsNullOrWhiteSpace(step.Name) || step.Name.Any(char.IsControl))
            {
                yield return Problem.At(
                    number, step,
                    "Its name is empty or holds control characters.",
                    "Name it so that people know it when they read it in a log.");
            }
            else if (!seen.TryAdd(step.Name, number))
            {
                yield return Problem.At(
                    number, step,
                    $"Step {seen[step.Name]} has the same name.",
                    "Steps are told apart by name; give each its own.");
            }
        }
    }
}
