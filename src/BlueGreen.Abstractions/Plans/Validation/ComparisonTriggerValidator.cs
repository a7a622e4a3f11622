using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Triggers that compare green with blue.</summary>
internal static class ComparisonTriggerValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        var rules = draft.Triggers.OfType<ComparisonTrigger>().ToArray();
        foreach (var rule in rules.Skip(1))
        {
            yield return Problem.Of(
                rule, "The plan compares green with blue by another rule already, and their false alarms would add up.", "Keep one; it may compare several metrics: When.GreenIsWorse().In(...).In(...).");
        }

        if (rules is [var first, ..] && draft.Steps.OfType<DeployStep>().Any() && !draft.Steps.OfType<ShiftStep>().Any(shift => shift.Green < Percentage.All))
        {
            yield return Problem.Of(first, "Blue never has traffic beside green, so there is nothing to compare.", "Shift to less than 100% first, or drop the rule.");
        }

        foreach (var problem in rules.SelectMany(rule => Metrics(draft, (ComparisonTrigger)PlanDraft.Complete(rule)).Concat(Knobs(draft, rule, rule.Condition))))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Metrics(PlanDraft draft, ComparisonTrigger rule)
    {
        foreach (var (metric, unit) in rule.Condition.Metrics.Distinct())
        {
            if (!draft.Answers(metric))
            {
                yield return Problem.Of(rule, $"No metrics source answers {metric}.", "Add .Metrics(...) with a source that does, or compare in another metric with .In(...).");
            }

            if (unit is not (MetricUnit.Rate or MetricUnit.Seconds))
            {
                yield return Problem.Of(
                    rule, $"{metric} is no share of requests and no time, so chance cannot be told from a difference.", "Give it a limit instead: .RollBackWhen(Metric.….Above(...).For(...)), or a ratio: .Bake(..., compare: ...).");
            }

            if (unit == MetricUnit.Seconds && rule.Condition.Block is not null)
            {
                yield return Problem.Of(rule, $"It compares {metric} block by block; only shares are compared so.", "Drop .In(...) for the time, or .DespiteBursts(...).");
            }
        }

        if (rule.Condition.Metrics.Length > rule.Condition.Metrics.Select(compared => compared.Metric).Distinct().Count())
        {
            yield return Problem.Of(rule, "It compares in the same metric more than once.", "Name each metric once.");
        }
    }

    private static IEnumerable<PlanProblem> Knobs(PlanDraft draft, ComparisonTrigger rule, WorseThanBlue condition)
    {
        if (condition.FalseAlarms.Fraction is not (> 0 and <= 0.5))
        {
            yield return Problem.Of(rule, $"It may roll back {condition.FalseAlarms} of good releases.", "Allow more than 0% and at most 50%; 1% is usual.");
        }

        if (condition.Tolerance.Times < 1)
        {
            yield return Problem.Of(rule, $"It puts up with {condition.Tolerance} blue's odds only, so a release as good as blue would be worse.", "Tolerate 1 or more; 1.2 is usual.");
        }

        foreach (var start in new[] { condition.ColdStart, condition.SlowStart }.OfType<WarmUp>().Distinct())
        {
            if (Problem.WithTime("Its time for a cold start", start.Duration) is { } time)
            {
                yield return Problem.Of(rule, time, "Give it a minute or two, or none.");
            }

            if (start.Margin.Times < condition.Tolerance.Times)
            {
                yield return Problem.Of(rule, $"It puts up with {start.Margin} in a cold start and with {condition.Tolerance} afterwards.", "Put up with more at first; 8 is usual.");
            }
        }

        if (condition.Block is not null && (condition.Tolerance.Times > 1 || condition.ColdStart is not null))
        {
            yield return Problem.Of(rule, "Block by block only is counted which side failed more often, so nothing can be put up with.", "Drop .Tolerating(...) and .ForgivingColdStart(...), or .DespiteBursts(...).");
        }

        if (condition.Block is { } block && block < draft.Interval)
        {
            yield return Problem.Of(rule, $"Its blocks of {block.ToText()} are shorter than the sampling interval of {draft.Interval.ToText()}.", "Make blocks longer, or sample more often with .SampleEvery(...).");
        }
    }
}
