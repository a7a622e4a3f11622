using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>How often is sampled, and the other times that hold for the whole plan.</summary>
internal static class SamplingValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (Problem.WithTime("The interval", draft.Interval) is { } interval)
        {
            yield return Problem.Of("sampling", interval, "Sample every few seconds; 10 seconds is usual.");
        }
        else if (Problem.WithTime("The timeout", draft.Timeout) is { } timeout)
        {
            yield return Problem.Of("sampling", timeout, "Give a sample a few seconds; 5 seconds is usual.");
        }
        else if (draft.Timeout > draft.Interval)
        {
            yield return Problem.Of(
                "sampling",
                $"The timeout of {draft.Timeout.ToText()} is longer than the interval of {draft.Interval.ToText()}.",
                "Give a sample up before the next one is due.");
        }

        if (draft.Drain.IsStated && Problem.WithTime("The time", draft.Drain.Value, orZero: true) is { } drain)
        {
            yield return Problem.Of("drain", drain, "Give requests in flight some seconds to finish; 30 seconds is usual.");
        }

        if (draft.Settle.IsStated && Problem.WithTime("The time", draft.Settle.Value, orZero: true) is { } settle)
        {
            yield return Problem.Of("settle", settle, "Assert blue's state for some seconds after a rollback; 15 seconds is usual.");
        }
    }
}
