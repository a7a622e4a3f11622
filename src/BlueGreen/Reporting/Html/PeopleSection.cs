namespace BlueGreen.Reporting.Html;

/// <summary>What the rollout waited for: approvals and holds. Left out where it waited for nothing.</summary>
internal static class PeopleSection
{
    public static void Write(HtmlWriter html, RolloutRecord record)
    {
        if (record.Approvals.IsEmpty && record.Holds.IsEmpty)
        {
            return;
        }

        html.Add($"<section>\n<h2>Waiting</h2>\n<div class=\"scroll\"><table class=\"rows\">\n<thead><tr><th>for</th><th class=\"n\">from</th><th class=\"n\">lasted</th><th>how it ended</th></tr></thead>\n<tbody>\n");
        foreach (var approval in record.Approvals)
        {
            var ending = approval.By is { } by ? $"approved by {by}{(approval.Reason is { } why ? $": {why}" : "")}" : approval.EndedAt is null ? "not answered" : "expired";
            WriteRow(html, record, $"approval of {approval.Step} by {approval.Role}", approval.RequestedAt, approval.EndedAt, ending);
        }

        foreach (var hold in record.Holds)
        {
            WriteRow(html, record, $"{hold.Hold.ToString().ToLowerInvariant()}: {hold.Reason}", hold.From, hold.Until, hold.Until is null ? "still held" : "went on, or turned back");
        }

        html.Add($"</tbody>\n</table></div>\n</section>\n");
    }

    private static void WriteRow(HtmlWriter html, RolloutRecord record, string what, DateTimeOffset from, DateTimeOffset? until, string ending) =>
        html.Add($"<tr><td>{what}</td><td class=\"n\">{ReportText.Offset(from - record.StartedAt)}</td><td class=\"n\">{(until is { } end ? ReportText.Length(end - from) : "")}</td><td>{ending}</td></tr>\n");
}
