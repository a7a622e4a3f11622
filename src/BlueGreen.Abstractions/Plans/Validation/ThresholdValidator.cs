using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Triggers on metrics.</summary>
internal static class ThresholdValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Triggers.OfType<ThresholdTrigger>().SelectMany(rule => Of(draft, rule));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, ThresholdTrigger rule)
    {
        var (condition, duration) = rule.Condition;
        if (!draft.Answers(condition.Metric))
        {
            yield return Problem.Of(
                rule,
                $"No metrics source answers {condition.Metric}.",
                "Add .Metrics(...) with a source that does, or drop the rule.");
        }

        if (Limit.Fault(condition) is { } limit)
        {
            yield return Problem.Of(rule, limit, "Choose a limit that a bad release crosses and a good one does not.");
        }

        if (draft.Interval > TimeSpan.Zero && duration / 2 < draft.Interval)
        {
            yield return Problem.Of(
                rule,
                $"Its duration of {duration.ToText()} is shorter than two sampling intervals of {draft.Interval.ToText()}.",
                "Make the duration longer, or sample more often with .SampleEvery(...).");
        }
        else if (Problem.WithTime("Its duration", duration) is { } time)
        {
            yield return Problem.Of(rule, time, "A trigger looks back over minutes.");
        }

        if (rule.Condition.MinimumSamples < 1)
        {
            yield return Problem.Of(
                rule,
                $"It asks for at least {rule.Condition.MinimumSamples} samples.",
                "A breach rests on at least 1; 20 requests are usual.");
        }
    }
}
