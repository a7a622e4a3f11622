using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Bakes that last until green is shown to be good enough.</summary>
internal static class CertificationValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<BakeStep>().Where(bake => bake.Step.Until is not null).SelectMany(bake => Of(draft, bake.Number, bake.Step, bake.Step.Until!));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int number, BakeStep bake, Certification until)
    {
        if (!draft.Answers(Metric.ErrorRate))
        {
            yield return Problem.At(number, bake, $"It lasts until green's errors are shown to be few enough, and no metrics source answers {Metric.ErrorRate.Name}.", "Add .Metrics(...) with a source that does, or use .Bake(...).");
        }

        if (draft.WeightBefore(number) == Percentage.All)
        {
            yield return Problem.At(number, bake, "Blue has no traffic to be compared with.", "Compare while green has less than 100%; use .Watch(...) after that.");
        }

        if (until.Limit.Times <= 1)
        {
            yield return Problem.At(number, bake, $"Green is to be shown to be below {until.Limit} blue's odds; that it is as good as blue can never be shown.", "Pass 2, or 1.5.");
        }

        if (until.WrongCertifications.Fraction is not (> 0 and < 1))
        {
            yield return Problem.At(number, bake, $"It may be wrong in {until.WrongCertifications} of releases.", "Allow more than 0%; 5% is usual.");
        }

        if (until.FailingLessThan is { Fraction: not (> 0 and < 1) } share)
        {
            yield return Problem.At(number, bake, $"Green is to be shown to fail less than {share}.", "Name a share above 0%, such as 0.1%.");
        }
    }
}
