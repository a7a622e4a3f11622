using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Whether there are rules that roll back, each once.</summary>
internal static class RuleValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (draft.Triggers.Count == 0 && !draft.NoTriggersReason.IsStated)
        {
            yield return Problem.Of(
                "triggers",
                "Nothing would roll a bad release back by itself.",
                "Add .RollBackWhen(...), or say .WithoutTriggers(\"why that is good enough\").");
        }

        if (draft.Triggers.Count > 0 && draft.NoTriggersReason.IsStated)
        {
            yield return Problem.Of(
                "triggers",
                "The plan has triggers and says that it goes without.",
                "Drop .WithoutTriggers(...) or the triggers.");
        }

        foreach (var same in draft.Triggers.GroupBy(rule => rule with { Name = "" }).Where(same => same.Count() > 1))
        {
            yield return Problem.Of(same.First(), $"It is stated {same.Count()} times.", "Keep one.");
        }

        foreach (var same in draft.Triggers.GroupBy(rule => rule.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            yield return Problem.Of(
                same.First(),
                $"{same.Count()} rules have this name.",
                "Rules are told apart by name; give each its own.");
        }
    }
}
