namespace BlueGreen.Machine;

/// <summary>Reads split and live deployment once more, after everything is settled, before an outcome is declared.</summary>
internal static class Verification
{
    /// <summary>The next reading to take; null when both are fresh, under way, or have to wait.</summary>
    public static Decision? Decide(Turn turn, TrafficSplit split, Deployment? live, DateTimeOffset notBefore)
    {
        if (!turn.IsDue(notBefore))
        {
            return null;
        }

        return Next(turn, turn.Seen.Split, turn.Seen.SplitReadRunning, found => found == split, notBefore, new Decision.ReadSplit())
            ?? Next(turn, turn.Seen.Live, turn.Seen.LiveReadRunning, found => found?.Id == live?.Id, notBefore, new Decision.ReadLive());
    }

    public static bool IsVerified(this Observations seen, TrafficSplit split, Deployment? live, DateTimeOffset notBefore) =>
        seen.Split is { Value.IsKnown: true } s && s.At >= notBefore && s.Value.Value == split
        && seen.Live is { Value.IsKnown: true } l && l.At >= notBefore && l.Value.Value?.Id == live?.Id;

    public static bool IsVerified(this Observations seen, RolloutState state, TrafficSplit split, Deployment? live) =>
        seen.IsVerified(split, live, state.LastSettledAt);

    private static Decision? Next<T>(Turn turn, Reading<T>? reading, bool isRunning, Func<T?, bool> isDesired, DateTimeOffset notBefore, Decision read)
    {
        if (isRunning)
        {
            return null;
        }

        if (reading is null || reading.At < notBefore)
        {
            return read;
        }

        var good = reading.Value.IsKnown && isDesired(reading.Value.Value);
        return !good && turn.IsDue(reading.At + TimeSpan.FromSeconds(2)) ? read : null;
    }
}
