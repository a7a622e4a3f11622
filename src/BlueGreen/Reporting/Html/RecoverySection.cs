namespace BlueGreen.Reporting.Html;

/// <summary>The states of data that were kept, with the commands that come back to them. Left out where there are none.</summary>
internal static class RecoverySection
{
    public static void Write(HtmlWriter html, RolloutRecord record)
    {
        if (record.RecoveryPoints.IsEmpty)
        {
            return;
        }

        html.Add($"<section>\n<h2>Recovery points</h2>\n");
        foreach (var point in record.RecoveryPoints)
        {
            html.Add($"<details>\n<summary>{point.Name} <small>{ReportText.Offset(point.At - record.StartedAt)}, {point.Step}, {point.Position}</small></summary>\n<div class=\"scroll\"><pre>{point.Recovery}</pre></div>\n</details>\n");
        }

        html.Add($"</section>\n");
    }
}
