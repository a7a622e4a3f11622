using BlueGreen.Events;

namespace BlueGreen.Machine;

/// <summary>Reads split and live deployment once more, after everything is settled, before an outcome is declared.</summary>
internal static class Verification
{
    /// <summary>The next reading to take; null when both are fresh, under way, or have to wait.</summary>
    public static Decision? Decide(Turn turn, TrafficSplit split, Deployment? live, DateTimeOffset notBefore)
    {
        return ReadSplit(turn, found => found == split, notBefore)
            ?? (turn.IsDue(notBefore) ? Next(turn, turn.Seen.Live, turn.Seen.LiveReadRunning, found => found?.Id == live?.Id, notBefore, new Decision.ReadLive()) : null)
            ?? SayWhatIsUnread(turn, notBefore);
    }

    /// <summary>The next reading of the router; null when it is fresh, under way, or has to wait.</summary>
    public static Decision? ReadSplit(Turn turn, Func<TrafficSplit?, bool> isDesired, DateTimeOffset notBefore) =>
        turn.IsDue(notBefore) ? Next(turn, turn.Seen.Split, turn.Seen.SplitReadRunning, isDesired, notBefore, new Decision.ReadSplit()) : null;

    public static bool IsVerified(this Observations seen, TrafficSplit split, Deployment? live, DateTimeOffset notBefore) =>
        seen.Split is { Value.IsKnown: true } s && s.At >= notBefore && s.Value.Value == split
        && seen.Live is { Value.IsKnown: true } l && l.At >= notBefore && l.Value.Value?.Id == live?.Id;

    public static bool IsVerified(this Observations seen, RolloutState state, TrafficSplit split, Deployment? live) =>
        seen.IsVerified(split, live, state.LastSettledAt);

    private static Decision? SayWhatIsUnread(Turn turn, DateTimeOffset notBefore)
    {
        var why = WhyUnread("the router", turn.Seen.Split, notBefore) ?? WhyUnread("the environment", turn.Seen.Live, notBefore);
        if (why is null)
        {
            return null;
        }

        var times = turn.State.Unread is { } said && said.Since == notBefore ? said.Times : 0;
        return times == 0 || turn.IsDue(turn.State.UnreadAt + MachineTimes.SayAgain(times))
            ? Decision.Record(new ReadBackDelayed(notBefore, why, times + 1))
            : null;
    }

    private static string? WhyUnread<T>(string what, Reading<T>? reading, DateTimeOffset notBefore) =>
        reading is { Value.IsKnown: false } && reading.At >= notBefore ? $"{what} could not be read: {reading.Value.Reason}" : null;

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
