using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Triggers on failed health probes.</summary>
internal static class HealthTriggerValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Triggers.OfType<HealthTrigger>().SelectMany(rule => Of(draft, rule));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, HealthTrigger rule)
    {
        var (count, window) = rule.Condition;
        if (draft.Probes.Count == 0)
        {
            yield return Problem.Of(rule, "The plan has no health probes.", "Add .Health(Probe.Get(...)), or drop the rule.");
        }

        if (count < 1)
        {
            yield return Problem.Of(rule, $"It counts {count} failures.", "At least 1 makes it trip; 3 are usual.");
        }
        else if (Problem.WithTime("Its window", window) is { } time)
        {
            yield return Problem.Of(rule, time, "Give it time for that many sampling intervals.");
        }
        else if (draft.Interval > TimeSpan.Zero && draft.Interval.Times(count - 1.0) is var needed && window < needed)
        {
            yield return Problem.Of(
                rule,
                $"{count} probe rounds, one every {draft.Interval.ToText()}, span {needed.ToText()} and never fit into {window.ToText()}.",
                "Widen the window, count fewer, or sample more often with .SampleEvery(...).");
        }
    }
}
