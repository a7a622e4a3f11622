namespace BlueGreen.Reporting.Html;

/// <summary>What the numbers in the charts stand for.</summary>
internal static class MomentList
{
    public static void Write(HtmlWriter html, IReadOnlyList<Moment> moments, RolloutRecord record, TimeRange time)
    {
        if (moments.Count == 0)
        {
            return;
        }

        html.Add($"<ol class=\"moments\">\n");
        foreach (var moment in moments)
        {
            html.Add($"<li value=\"{moment.Number}\"><span class=\"when\">{ReportText.Offset(moment.At - record.StartedAt, time.IsShort)}</span> {moment.Text}</li>\n");
        }

        html.Add($"</ol>\n");
    }
}
