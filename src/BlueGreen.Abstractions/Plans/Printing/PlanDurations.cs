namespace BlueGreen.Plans.Printing;

/// <summary>How long a plan may take.</summary>
internal static class PlanDurations
{
    /// <summary>The sum of all deadlines. The point of no return only marks a place.</summary>
    public static TimeSpan WorstCase(PlanDescription plan) =>
        Durations.Sum(plan.Steps.Where(step => step is not PointOfNoReturnStep).Select(step => step.Deadline));
}
