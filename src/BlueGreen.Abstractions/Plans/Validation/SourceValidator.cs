using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Metrics sources and what they are asked for.</summary>
internal static class SourceValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) => draft.Sources.SelectMany(Of);

    private static IEnumerable<PlanProblem> Of(DraftedSource source)
    {
        foreach (var metric in (source.Only ?? []).Except(source.Offered))
        {
            yield return Problem.Of(
                "metrics",
                $"{source.Source.Identity} is to be asked for {metric}, which it does not answer.",
                $"It answers {Listed(source.Offered)}; correct 'only'.");
        }

        if (!source.Taken.Any())
        {
            yield return Problem.Of(
                "metrics",
                $"{source.Source.Identity} is asked for nothing.",
                "Drop the source, or name metrics that it answers.");
        }
    }

    private static string Listed(IReadOnlyCollection<MetricName> metrics) => metrics.Count == 0 ? "none" : string.Join(", ", metrics);
}
