using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Bakes and the evidence that they need.</summary>
internal static class BakeValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) => draft.Numbered<BakeStep>()
        .SelectMany(bake => Place(draft, bake.Number, bake.Step).Concat(Evidence(draft, bake.Number, bake.Step)).Concat(Requirements(draft, bake.Number, bake.Step)));

    private static IEnumerable<PlanProblem> Place(PlanDraft draft, int number, BakeStep bake)
    {
        if (draft.First<DeployStep>() < number && draft.WeightBefore(number) == Percentage.Zero)
        {
            yield return Problem.At(number, bake, "Green has no traffic to be judged by.", "Put .ShiftTo(...) before it.");
        }

        if (draft.First<PointOfNoReturnStep>() is { } point && point < number)
        {
            yield return Problem.At(
                number, bake,
                $"There is no way back after step {point}, so there is nothing to watch for.",
                "Move it before .PointOfNoReturn().");
        }
    }

    private static IEnumerable<PlanProblem> Evidence(PlanDraft draft, int number, BakeStep bake)
    {
        if (draft.Sources.Count == 0 && draft.Probes.Count == 0)
        {
            yield return Problem.At(
                number, bake,
                "The plan has neither metrics nor probes, so nothing is measured.",
                "Add .Metrics(...) or .Health(...), or use .Wait(...).");
        }

        if (bake.Duration > TimeSpan.Zero && bake.Duration < draft.Interval)
        {
            yield return Problem.At(
                number, bake, $"Its duration of {bake.Duration.ToText()} is shorter than the sampling interval of {draft.Interval.ToText()}.", "Bake longer, or sample more often with .SampleEvery(...).");
        }

        if (bake.MinimumRequests < 1)
        {
            yield return Problem.At(
                number, bake,
                $"Rates are to rest on {bake.MinimumRequests} requests.",
                "A verdict needs evidence: at least 1, and 100 are usual.");
        }

        if (bake.MinimumTimes < 1)
        {
            yield return Problem.At(
                number, bake,
                $"Times are to rest on {bake.MinimumTimes} requests.",
                "A verdict needs evidence: at least 1, and 30 are usual.");
        }
    }

    private static IEnumerable<PlanProblem> Requirements(PlanDraft draft, int number, BakeStep bake)
    {
        foreach (var condition in bake.Requiring)
        {
            if (!draft.Answers(condition.Metric))
            {
                yield return Problem.At(
                    number, bake,
                    $"It requires {condition}, but no metrics source answers {condition.Metric}.",
                    "Add .Metrics(...) with a source that does, or drop the requirement.");
            }

            if (Limit.Fault(condition) is { } fault)
            {
                yield return Problem.At(
                    number, bake,
                    $"It requires {condition}, but {fault}",
                    "Require something that a good release meets and a bad one does not.");
            }
        }
    }
}
