using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>What users meet first: DNS, content delivery, the live address.</summary>
internal static class EdgeValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<PointDnsStep>().SelectMany(step => Dns(draft, step.Number, step.Step))
            .Concat(draft.Numbered<PurgeCdnStep>().SelectMany(step => Cdn(draft, step.Number, step.Step)))
            .Concat(draft.Numbered<VerifyHeaderStep>().SelectMany(step => Header(draft, step.Number, step.Step)));

    private static IEnumerable<PlanProblem> Dns(PlanDraft draft, int number, PointDnsStep step)
    {
        if (string.IsNullOrWhiteSpace(step.Host))
        {
            yield return Problem.At(number, step, "It names no host.", "Give a host name, such as .PointDns(\"www\").");
        }

        if (!draft.Offering.OfType<IDns>().Any())
        {
            yield return Problem.At(number, step, "No provider manages DNS records.", "Add one with .Services(...), or drop the step.");
        }

        if (IsEarly(draft, number))
        {
            yield return Problem.At(
                number, step,
                $"Green has {draft.WeightBefore(number)} of the traffic by then, and this gives it all.",
                "Move it behind .ShiftTo(Percentage.All).");
        }
    }

    private static IEnumerable<PlanProblem> Cdn(PlanDraft draft, int number, PurgeCdnStep step)
    {
        if (!draft.Offering.OfType<ICdn>().Any())
        {
            yield return Problem.At(
                number, step,
                "No provider can purge a content delivery network.",
                "Add one with .Services(...), or drop the step.");
        }
    }

    private static IEnumerable<PlanProblem> Header(PlanDraft draft, int number, VerifyHeaderStep step)
    {
        if (string.IsNullOrWhiteSpace(step.Header) || step.Header.Any(c => c <= ' ' || c >= 127 || c == ':'))
        {
            yield return Problem.At(
                number, step,
                $"'{step.Header}' is no name of a header.",
                "Name the header that carries the version, such as x-deployment-version.");
        }

        if (!WebAddress.IsUsable(step.Url))
        {
            yield return Problem.At(number, step, $"It asks '{step.Url}'.", WebAddress.Remedy);
        }

        if (IsEarly(draft, number))
        {
            yield return Problem.At(
                number, step,
                $"Green has {draft.WeightBefore(number)} of the traffic by then, so blue may answer.",
                "Move it behind .ShiftTo(Percentage.All).");
        }
    }

    private static bool IsEarly(PlanDraft draft, int number) =>
        draft.First<DeployStep>() < number && draft.WeightBefore(number) != Percentage.All;
}
