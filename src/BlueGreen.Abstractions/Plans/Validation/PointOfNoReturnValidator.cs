using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>The point of no return: once, after green has proven itself, before something that needs it.</summary>
internal static class PointOfNoReturnValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) => draft.First<PointOfNoReturnStep>() is { } first ? Of(draft, first) : [];

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int first)
    {
        var step = draft.Steps[first - 1];
        foreach (var (number, again) in draft.Numbered<PointOfNoReturnStep>().Skip(1))
        {
            yield return Problem.At(number, again, $"The point of no return is step {first} already.", "Drop one of the two.");
        }

        if (draft.First<PromoteStep>() is not { } promote || promote > first)
        {
            yield return Problem.At(first, step, "Green is not live by then.", "Move it behind .Promote() and a .Watch(...).");
        }
        else if (!draft.Numbered<BakeStep>().Any(bake => bake.Number > promote && bake.Number < first))
        {
            yield return Problem.At(
                first, step,
                "Green is live, but has not been watched by then.",
                "Put .Watch(...) between .Promote() and .PointOfNoReturn().");
        }

        if (first == draft.Steps.Count)
        {
            yield return Problem.At(first, step, "Nothing comes after it.", "Drop it, or add .Contract().");
        }
    }
}
