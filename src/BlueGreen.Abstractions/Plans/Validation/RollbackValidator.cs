using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>The ways back.</summary>
internal static class RollbackValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Triggers.Select(rule => (Subject: $"rule '{rule.Name}'", rule.Strategy))
            .Append(("rollback", draft.Gradual))
            .SelectMany(way => Times(way.Item1, way.Item2).Concat(Stages(draft, way.Item1, way.Item2)));

    private static IEnumerable<PlanProblem> Times(string subject, RollbackStrategy strategy)
    {
        foreach (var stage in strategy.Stages)
        {
            if (Problem.WithTime($"The hold at {stage.Green} on the way back", stage.Hold, orZero: true) is { } hold)
            {
                yield return Problem.Of(subject, hold, "Hold each stage for a minute or two.");
            }
        }

        if (Problem.WithTime("The settle time of its rollback", strategy.Settle, orZero: true) is { } settle)
        {
            yield return Problem.Of(subject, settle, "Watch blue for a minute, or not at all.");
        }

        if (Problem.WithTime("The validation time of its rollback", strategy.Validate, orZero: true) is { } validate)
        {
            yield return Problem.Of(subject, validate, "Validate blue for some minutes, or not at all.");
        }
    }

    private static IEnumerable<PlanProblem> Stages(PlanDraft draft, string subject, RollbackStrategy strategy)
    {
        var before = Percentage.All;
        foreach (var green in strategy.Stages.Select(stage => stage.Green))
        {
            if (green == Percentage.Zero || green == Percentage.All)
            {
                yield return Problem.Of(
                    subject,
                    $"A stage of its rollback leaves green {green}.",
                    "Stages lie between; 0% comes by itself at the end.");
            }
            else if (green >= before)
            {
                yield return Problem.Of(
                    subject,
                    $"Its rollback goes from {before} to {green}.",
                    "Let green's share fall from stage to stage.");
            }
            else if (draft.Traffic.Value?.Capabilities is { } router && router.Step > Percentage.Zero && !router.CanHold(green))
            {
                yield return Problem.Of(
                    subject,
                    $"Its rollback stops at {green}, but the router steps by {router.Step}.",
                    "Use stages that the router can hold, or Rollback.Immediate.");
            }

            before = green;
        }
    }
}
