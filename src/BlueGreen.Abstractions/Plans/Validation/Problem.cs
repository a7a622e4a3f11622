namespace BlueGreen.Plans.Validation;

/// <summary>Words problems.</summary>
internal static class Problem
{
    public static PlanProblem Of(string subject, string fault, string remedy) => new(subject, fault, remedy);

    public static PlanProblem Of(TriggerRule rule, string fault, string remedy) => new($"rule '{rule.Name}'", fault, remedy);

    public static PlanProblem At(int number, PlanStep step, string fault, string remedy) =>
        new($"step {number} '{step.Name}'", fault, remedy) { Step = number };

    /// <summary>What is wrong with a time that something takes; null when nothing is.</summary>
    public static string? WithTime(string what, TimeSpan time, bool orZero = false) =>
        time < TimeSpan.Zero || (time == TimeSpan.Zero && !orZero) ? $"{what} is {time.ToText()}."
        : time > Durations.Longest ? $"{what} is {time.ToText()}, and the longest that a plan can wait is {Durations.Longest.ToText()}."
        : null;
}
