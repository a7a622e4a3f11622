using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>What checks look at.</summary>
internal static class CheckValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<CheckStep>().SelectMany(step => Together(step.Number, step.Step))
            .Concat(draft.Numbered<CheckStep>().SelectMany(step => step.Step.Checks.SelectMany(check => Of(step.Number, step.Step, check))))
            .Concat(draft.Numbered<GateStep>().SelectMany(step => Of(step.Number, step.Step, step.Step.Check)));

    private static IEnumerable<PlanProblem> Together(int number, CheckStep step)
    {
        if (step.Checks.IsEmpty)
        {
            yield return Problem.At(
                number, step,
                "It checks nothing.",
                "Name checks, as in .Check(Checks.Variable(\"DATABASE_URL\")), or drop the step.");
        }

        foreach (var same in step.Checks.GroupBy(check => check.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            yield return Problem.At(
                number, step,
                $"{same.Count()} of its checks are named '{same.Key}'.",
                "Findings are told apart by name; rename one with .Named(...).");
        }
    }

    private static IEnumerable<PlanProblem> Of(int number, PlanStep step, CheckDescription check)
    {
        foreach (var (fault, remedy) in Faults(check))
        {
            yield return Problem.At(number, step, $"The check '{check.Name}' {fault}", remedy);
        }
    }

    private static IEnumerable<(string Fault, string Remedy)> Faults(CheckDescription check)
    {
        if (string.IsNullOrWhiteSpace(check.Name))
        {
            yield return ("has no name.", "Name it.");
        }

        if (check is VariableCheck variable && (string.IsNullOrWhiteSpace(variable.Variable) || variable.Variable.Contains('=', StringComparison.Ordinal)))
        {
            yield return ($"looks for a variable named '{variable.Variable}'.", "Give the variable's name, such as DATABASE_URL.");
        }

        if (check is TcpCheck tcp && string.IsNullOrWhiteSpace(tcp.Host))
        {
            yield return ("names no host.", "Give a host name or an address.");
        }

        if (check is TcpCheck { Port: < 1 or > 65535 } outside)
        {
            yield return ($"names the port {outside.Port}.", "Ports go from 1 to 65535.");
        }

        if (check is HttpCheck http && !WebAddress.IsUsable(http.Url))
        {
            yield return ($"asks '{http.Url}'.", WebAddress.Remedy);
        }

        if (Timeout(check) is { } timeout && Problem.WithTime("gives up after a time that", timeout) is { } fault)
        {
            yield return (fault, "Give it some seconds.");
        }
    }

    private static TimeSpan? Timeout(CheckDescription check) => check switch { TcpCheck tcp => tcp.Timeout, HttpCheck http => http.Timeout, _ => null };
}
