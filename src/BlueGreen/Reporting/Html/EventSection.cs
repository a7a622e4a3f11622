using BlueGreen.Events;

namespace BlueGreen.Reporting.Html;

/// <summary>What happened, in order: first what people want to see, then everything.</summary>
internal static class EventSection
{
    public static void Write(HtmlWriter html, RolloutRecord record)
    {
        html.Add($"<section>\n<h2>Events</h2>\n");
        WriteTable(html, record, record.Events.Where(e => e.Importance != EventImportance.Detail && e.Kind != "stepStarted"));
        html.Add($"<details><summary>The whole journal: {record.Events.Length} events</summary>\n");
        WriteTable(html, record, record.Events);
        html.Add($"</details>\n</section>\n");
    }

    private static void WriteTable(HtmlWriter html, RolloutRecord record, IEnumerable<EventRecord> events)
    {
        html.Add($"<div class=\"scroll\"><table class=\"events rows\">\n<thead><tr><th class=\"n\">#</th><th class=\"n\">since start</th><th>time</th><th>what happened</th></tr></thead>\n<tbody>\n");
        foreach (var e in events)
        {
            html.Add($"<tr class=\"{Kind(e.Importance)}\"><td class=\"n\">{e.Sequence}</td><td class=\"n\">{ReportText.Offset(e.At - record.StartedAt, record.Duration < TimeSpan.FromMinutes(10))}</td>");
            html.Add($"<td class=\"time\"><time datetime=\"{ReportText.Instant(e.At)}\">{ReportText.Clock(e.At)}</time></td><td>{Mark(e.Importance)}{e.Text}</td></tr>\n");
        }

        html.Add($"</tbody>\n</table></div>\n");
    }

    private static string Kind(EventImportance importance) => importance switch
    {
        EventImportance.Error => "bad",
        EventImportance.Warning => "warn",
        EventImportance.Detail => "quiet",
        _ => "",
    };

    private static string Mark(EventImportance importance) => importance switch
    {
        EventImportance.Error => "✘ ",
        EventImportance.Warning => "! ",
        _ => "",
    };
}
