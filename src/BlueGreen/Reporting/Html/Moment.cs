namespace BlueGreen.Reporting.Html;

/// <summary>Something that happened at a moment, marked with a number in the charts.</summary>
internal sealed record Moment(int Number, DateTimeOffset At, string Text, bool IsBad)
{
    private const int Most = 9;

    /// <summary>What a reader looks for first, in order.</summary>
    public static IReadOnlyList<Moment> Of(RolloutRecord record)
    {
        var found = record.Triggers.Where(t => t.TrippedAt is not null).Select(t => (At: t.TrippedAt!.Value, Text: $"{t.Rule} tripped: {t.Observed}", IsBad: true)).ToList();
        if (record.Rollback is { } back)
        {
            found.Add((back.DecidedAt, $"rollback {back.Strategy} decided", true));
            if (back.TrafficBackAt is { } returned)
            {
                found.Add((returned, "blue has all traffic again", false));
            }
        }

        found.AddRange(record.Holds.Select(hold => (hold.From, $"held: {hold.Reason}", true)));
        found.AddRange(record.Approvals.Where(a => a.By is not null).Select(a => (a.EndedAt!.Value, $"{a.Step} approved by {a.By}", false)));
        found.AddRange(record.Events.Where(e => e.Kind is "pointOfNoReturnPassed" or "deploymentMadeLive").Select(e => (e.At, e.Text, false)));
        return [.. found.OrderBy(moment => moment.At).Take(Most).Select((moment, index) => new Moment(index + 1, moment.At, moment.Text, moment.IsBad))];
    }
}
