namespace BlueGreen.Plans.Drafting;

/// <summary>Which weights a router can hold.</summary>
internal static class WeightSteps
{
    /// <summary>Whether traffic moves only as a whole.</summary>
    public static bool IsAtomic(this TrafficCapabilities router) => router.Step == Percentage.All;

    /// <summary>Whether a weight is a multiple of the router's step, up to rounding; 0% and 100% always are.</summary>
    public static bool CanHold(this TrafficCapabilities router, Percentage weight)
    {
        if (weight == Percentage.Zero || weight == Percentage.All)
        {
            return true;
        }

        return router.Step > Percentage.Zero && Math.Abs(Math.IEEERemainder(weight.Percent, router.Step.Percent)) < 1e-6;
    }
}
