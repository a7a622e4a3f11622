using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Plans that must have succeeded before.</summary>
internal static class RequirementValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        foreach (var requirement in draft.Requires)
        {
            if (requirement.Application == draft.Application)
            {
                yield return Of(
                    requirement,
                    "The plan requires a rollout of its own application.",
                    "Give the other plan an application of its own, such as 'storefront-staging'.");
            }

            if (Problem.WithTime("Its maximum age", requirement.MaximumAge) is { } age)
            {
                yield return Of(requirement, age, "24 hours are usual.");
            }
        }

        foreach (var same in draft.Requires.GroupBy(requirement => (requirement.Application, requirement.Fingerprint)).Where(same => same.Count() > 1))
        {
            yield return Of(same.First(), $"It is stated {same.Count()} times.", "Keep one.");
        }
    }

    private static PlanProblem Of(PlanRequirement requirement, string fault, string remedy) =>
        Problem.Of($"requirement '{requirement.Application}'", fault, remedy);
}
