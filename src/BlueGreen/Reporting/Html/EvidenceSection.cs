namespace BlueGreen.Reporting.Html;

/// <summary>Each test of green against blue: where it stood in the end, and how it came to that.</summary>
internal static class EvidenceSection
{
    public static void Write(HtmlWriter html, RolloutRecord record, Action<EvidenceRecord, double, string> chart, double wide, double narrow)
    {
        if (record.Evidence.IsEmpty)
        {
            return;
        }

        html.Add($"<section>\n<h2>Green against blue</h2>\n");
        foreach (var evidence in record.Evidence)
        {
            html.Add($"<figure>\n<figcaption>{evidence.Test}</figcaption>\n<p>{evidence.Summary}</p>\n");
            if (!evidence.Points.IsEmpty)
            {
                chart(evidence, wide, "wide");
                chart(evidence, narrow, "narrow");
            }

            html.Add($"</figure>\n");
        }

        html.Add($"</section>\n");
    }
}
