using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Green itself: deployed once, and before anything needs it.</summary>
internal static class DeploymentValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (draft.Steps.Count == 0)
        {
            yield break;
        }

        if (draft.First<DeployStep>() is not { } deploy)
        {
            yield return Problem.Of("plan", "Green is never deployed.", "Add .DeployGreen() before the steps that need it.");
            yield break;
        }

        foreach (var (number, step) in draft.Numbered<DeployStep>().Skip(1))
        {
            yield return Problem.At(
                number, step,
                $"Green is deployed in step {deploy} already.",
                "A rollout has one candidate; drop one of the two.");
        }

        foreach (var (number, step) in draft.Numbered<PlanStep>().Where(s => s.Number < deploy && NeedsGreen(s.Step)))
        {
            yield return Problem.At(number, step, $"Green does not exist before step {deploy}.", "Move .DeployGreen() before it.");
        }
    }

    private static bool NeedsGreen(PlanStep step) =>
        step is GateStep or ProbeStep or ShiftStep or BakeStep or PromoteStep or PointDnsStep or VerifyHeaderStep;
}
