using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>How long steps may take.</summary>
internal static class DeadlineValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Steps.SelectMany((step, index) => Of(index + 1, step));

    private static IEnumerable<PlanProblem> Of(int number, PlanStep step) => step switch
    {
        WaitStep => Time(number, step, "Its duration", step.Deadline, "Wait for more than no time, or drop the step."),
        ApprovalStep => Time(number, step, "The time in which it expires", step.Deadline, "Give people hours."),
        BakeStep bake => Bake(number, bake),
        _ => Time(number, step, "Its deadline", step.Deadline, "Leave it out for the usual one, or give the step the time that it needs."),
    };

    private static IEnumerable<PlanProblem> Bake(int number, BakeStep bake)
    {
        var duration = Time(number, bake, "Its duration", bake.Duration, "Measure for some minutes.").ToArray();
        if (duration.Length > 0)
        {
            return duration;
        }

        return bake.Deadline < bake.Duration
            ? [Problem.At(
                number, bake,
                $"Its deadline of {bake.Deadline.ToText()} comes before its duration of {bake.Duration.ToText()} is over.",
                "Leave time for outages and thin traffic; three times the duration is usual.")]
            : Time(number, bake, "Its deadline", bake.Deadline, "Three times the duration is usual.");
    }

    private static IEnumerable<PlanProblem> Time(int number, PlanStep step, string what, TimeSpan time, string remedy) =>
        Problem.WithTime(what, time) is { } fault ? [Problem.At(number, step, fault, remedy)] : [];
}
