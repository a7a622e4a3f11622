using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Promotion: once, with all traffic on green.</summary>
internal static class PromotionValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (draft.Steps.Count == 0)
        {
            yield break;
        }

        if (draft.First<PromoteStep>() is not { } first)
        {
            yield return Problem.Of("plan", "Green is never made the live deployment.", "Add .Promote() after .ShiftTo(Percentage.All).");
            yield break;
        }

        foreach (var (number, step) in draft.Numbered<PromoteStep>().Skip(1))
        {
            yield return Problem.At(number, step, $"Green is promoted in step {first} already.", "Drop one of the two.");
        }

        if (draft.WeightBefore(first) != Percentage.All)
        {
            yield return Problem.At(
                first, draft.Steps[first - 1], $"Green has {draft.WeightBefore(first)} of the traffic by then.", "Put .ShiftTo(Percentage.All) before .Promote().");
        }
    }
}
