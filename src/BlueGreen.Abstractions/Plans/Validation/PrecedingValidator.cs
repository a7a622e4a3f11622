using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Steps that run before others.</summary>
internal static class PrecedingValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) => draft.Preceding.SelectMany(rule => Of(draft, rule));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, PrecedingStep rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Any(char.IsControl))
        {
            yield return Problem.Of("before each", "Its name is empty or holds control characters.", "Name it so that people know it when they read it in a log.");
        }

        if (draft.Steps.Count > 0 && !draft.Steps.Exists(step => rule.Precedes(step)))
        {
            yield return Problem.Of($"before each '{rule.Name}'", "The plan has no step before which it would run.", "Drop it, or add the steps that it is for.");
        }

        if (Problem.WithTime("Its deadline", rule.Deadline) is { } fault)
        {
            yield return Problem.Of($"before each '{rule.Name}'", fault, "Leave it out for the usual one, or give the step the time that it needs.");
        }
    }
}
