using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Comparisons of green with blue.</summary>
internal static class ComparisonValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<BakeStep>().Where(bake => bake.Step.Compare is not null).SelectMany(bake => Of(draft, bake.Number, bake.Step));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int number, BakeStep bake)
    {
        var rules = bake.Compare!.Rules;
        if (draft.WeightBefore(number) == Percentage.All)
        {
            yield return Problem.At(number, bake, "Blue has no traffic to be compared with.", "Compare while green has less than 100%.");
        }

        if (rules.IsEmpty)
        {
            yield return Problem.At(
                number, bake,
                "It compares nothing.",
                "Name limits, as in Regression.Defaults, or leave 'compare' out.");
        }

        foreach (var metric in rules.Select(rule => rule.Metric).Distinct())
        {
            if (rules.Count(rule => rule.Metric == metric) > 1)
            {
                yield return Problem.At(number, bake, $"It compares {metric} more than once.", "Keep one limit per metric.");
            }

            if (!draft.Answers(metric))
            {
                yield return Problem.At(
                    number, bake, $"It compares {metric}, which no metrics source answers.", "Add .Metrics(...) with a source that does, or leave it out with Regression.Defaults.Only(...).");
            }
        }

        foreach (var rule in rules.Where(rule => rule.Limit.Times <= 0))
        {
            yield return Problem.At(
                number, bake,
                $"Its limit for {rule.Metric} is {rule.Limit}.",
                "Make limits with Factor.Of(...), greater than 0.");
        }
    }
}
