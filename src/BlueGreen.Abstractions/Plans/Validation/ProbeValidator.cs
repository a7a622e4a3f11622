using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Health probes and the steps that send them.</summary>
internal static class ProbeValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Probes.SelectMany(Of).Concat(Duplicates(draft)).Concat(Steps(draft));

    private static IEnumerable<PlanProblem> Of(Probe probe)
    {
        if (string.IsNullOrWhiteSpace(probe.Name))
        {
            yield return Problem.Of(
                "probe",
                $"The probe of '{probe.Path}' has no name.",
                "Name it, as in Probe.Get(\"api\", \"/health\").");
        }

        if (!probe.Path.StartsWith('/'))
        {
            yield return Of(
                probe,
                $"The path '{probe.Path}' does not begin with '/'.",
                "Give the path under green's address, such as /health; green's address is not known yet.");
        }

        if (probe.ExpectedStatus is < 100 or > 599)
        {
            yield return Of(probe, $"It expects the status {probe.ExpectedStatus}.", "HTTP knows 100 to 599.");
        }

        if (Problem.WithTime("Its time limit", probe.Timeout) is { } timeout)
        {
            yield return Of(probe, timeout, "Give it a few seconds, as in .Within(TimeSpan.FromSeconds(5)).");
        }

        if (probe.Endpoint is { } endpoint && string.IsNullOrWhiteSpace(endpoint))
        {
            yield return Of(probe, "It names an endpoint without a name.", "Name one of the deployment's endpoints, or leave it out.");
        }
    }

    private static IEnumerable<PlanProblem> Duplicates(PlanDraft draft) =>
        from same in draft.Probes.GroupBy(probe => probe.Name, StringComparer.Ordinal)
        where same.Count() > 1
        select Of(same.First(), $"{same.Count()} probes have this name.", "Results are told apart by name; give each its own.");

    private static IEnumerable<PlanProblem> Steps(PlanDraft draft) =>
        from step in draft.Numbered<ProbeStep>()
        where draft.Probes.Count == 0
        select Problem.At(step.Number, step.Step, "The plan has no probes to send.", "Add .Health(Probe.Get(...)), or drop .ProbeGreen().");

    private static PlanProblem Of(Probe probe, string fault, string remedy) => Problem.Of($"probe '{probe.Name}'", fault, remedy);
}
