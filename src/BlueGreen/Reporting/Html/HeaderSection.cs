namespace BlueGreen.Reporting.Html;

/// <summary>What it was, how it ended, and the numbers that people ask for first.</summary>
internal static class HeaderSection
{
    public static void Write(HtmlWriter html, RolloutRecord record)
    {
        html.Add($"<header>\n<p class=\"status {Kind(record)}\"><span aria-hidden=\"true\">{ReportText.Mark(record)}</span> {ReportText.Outcome(record)}</p>\n");
        html.Add($"<h1>{ReportText.Title(record)}</h1>\n<p class=\"reason\">{record.Reason}</p>\n");
        if (record.EmergencyReason is { } emergency)
        {
            html.Add($"<p class=\"note\"><strong>Emergency plan:</strong> {emergency}</p>\n");
        }

        html.Add($"<dl class=\"facts\">\n");
        foreach (var (name, value) in Facts(record))
        {
            html.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
        }

        html.Add($"</dl>\n</header>\n");
    }

    public static IEnumerable<(string Name, string Value)> Facts(RolloutRecord record)
    {
        yield return ("Started", ReportText.Moment(record.StartedAt));
        yield return ("Took", ReportText.Length(record.Duration));
        if (record.Splits.Length > 1)
        {
            yield return ("Green had at most", record.Splits.Max(split => split.Green).ToString());
        }

        if (record.Rollback is { BreachSince: { } since, TrafficBackAt: { } until })
        {
            yield return ("From the first bad sample to blue", ReportText.Length(until - since));
        }

        if (record.Rollback is { DecidedAt: var decided, TrafficBackAt: { } back })
        {
            yield return ("From the decision to blue", ReportText.Length(back - decided));
        }

        foreach (var (name, value) in Context(record))
        {
            if (value is not null)
            {
                yield return (name, value);
            }
        }
    }

    private static IEnumerable<(string Name, string? Value)> Context(RolloutRecord record)
    {
        yield return ("By", record.StartedBy);
        yield return ("Why", record.StartReason);
        yield return ("Incident", record.Incident);
        yield return ("Revision", record.Release.Revision);
        yield return ("Drivers", record.Drivers > 1 ? $"{record.Drivers}: it was resumed" : null);
    }

    private static string Kind(RolloutRecord record) => record.Outcome switch
    {
        RolloutOutcome.Succeeded => "good",
        null => "open",
        RolloutOutcome.Aborted => "warn",
        _ => "bad",
    };
}
