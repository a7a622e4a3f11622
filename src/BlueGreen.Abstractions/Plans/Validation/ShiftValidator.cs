using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Green's share: it rises to 100% in steps that the router can hold.</summary>
internal static class ShiftValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) => draft.Numbered<ShiftStep>()
        .SelectMany(shift => Weight(draft, shift.Number, shift.Step).Concat(Router(draft, shift.Number, shift.Step)))
        .Concat(Whole(draft));

    private static IEnumerable<PlanProblem> Whole(PlanDraft draft)
    {
        var last = draft.Numbered<ShiftStep>().LastOrDefault();
        if (draft.Steps.Count > 0 && last.Step is null)
        {
            yield return Problem.Of(
                "plan",
                "Green never receives traffic.",
                "Add .ShiftTo(Percentage.All), after smaller shares where the router can hold them.");
        }
        else if (last.Step is { } shift && shift.Green != Percentage.All)
        {
            yield return Problem.At(
                last.Number, shift,
                $"The last shift leaves green at {shift.Green}.",
                "End with .ShiftTo(Percentage.All).");
        }
    }

    private static IEnumerable<PlanProblem> Weight(PlanDraft draft, int number, ShiftStep shift)
    {
        var before = draft.WeightBefore(number);
        if (shift.Green == Percentage.Zero)
        {
            yield return Problem.At(number, shift, "It gives green nothing.", "Shift to more than 0%; the way back is the rollback's.");
        }
        else if (shift.Green <= before)
        {
            yield return Problem.At(
                number, shift,
                $"Green has {before} by then, and its share must rise.",
                "Order the shifts from small to large; the way back is the rollback's.");
        }

        if (draft.First<PromoteStep>() is { } promote && promote < number)
        {
            yield return Problem.At(
                number, shift,
                $"Green is promoted in step {promote} already.",
                "Move .Promote() behind the last shift.");
        }
    }

    private static IEnumerable<PlanProblem> Router(PlanDraft draft, int number, ShiftStep shift)
    {
        if (draft.Traffic.Value is not { } router || router.Capabilities.Step <= Percentage.Zero || router.Capabilities.CanHold(shift.Green))
        {
            yield break;
        }

        yield return router.Capabilities.IsAtomic()
            ? Problem.At(
                number, shift,
                $"{router.Identity} moves traffic only as a whole.",
                router.Capabilities.Advice is { } advice ? $"Use .ShiftTo(Percentage.All) alone. {advice}" : "Use .ShiftTo(Percentage.All) alone, or a router that holds shares.")
            : Problem.At(
                number, shift,
                $"{router.Identity} steps by {router.Capabilities.Step}.",
                $"Use multiples of {router.Capabilities.Step}.{(router.Capabilities.Advice is { } more ? $" {more}" : "")}");
    }
}
