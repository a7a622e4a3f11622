using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Gates that compare with a baseline.</summary>
internal static class BaselineValidator
{
    private const int LongestName = 63;

    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<GateStep>().Where(gate => gate.Step.CompareWith is not null).SelectMany(gate => Of(gate.Number, gate.Step, gate.Step.CompareWith!));

    private static IEnumerable<PlanProblem> Of(int number, GateStep gate, Baseline baseline)
    {
        if (gate.Check is not CommandCheck)
        {
            yield return Problem.At(number, gate, "It compares with a baseline, but its check runs no program.", "Use Checks.Command(...), whose result is read.");
        }

        if (!IsName(baseline.Name))
        {
            yield return Problem.At(number, gate, $"Its baseline is named '{baseline.Name}'.", $"Use letters, digits, '.', '_' and '-', at most {LongestName}, beginning with a letter or digit.");
        }

        if (baseline.Rules.IsEmpty)
        {
            yield return Problem.At(number, gate, "It compares nothing.", "Give limits with .Limit(...), or leave 'compareWith' out.");
        }

        foreach (var same in baseline.Rules.GroupBy(rule => rule.Figure, StringComparer.Ordinal).Where(same => same.Count() > 1 || string.IsNullOrWhiteSpace(same.Key)))
        {
            yield return Problem.At(number, gate, $"It has {same.Count()} limits for the figure '{same.Key}'.", "Name each figure, and keep one limit for it.");
        }

        foreach (var rule in baseline.Rules.Where(rule => rule.Limit.Times <= 0 || !double.IsFinite(rule.Unless)))
        {
            yield return Problem.At(number, gate, $"Its limit for {rule.Figure} is {rule.Limit}, unless {rule.Unless}.", "Make limits with Factor.Of(...), and use finite numbers.");
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
