namespace BlueGreen.Reporting.Html;

/// <summary>A record as one page that needs nothing else: no script, no font, no picture from elsewhere.</summary>
internal static class HtmlReport
{
    private const double Wide = 900;
    private const double Narrow = 400;

    public static string Write(RolloutRecord record)
    {
        var html = new HtmlWriter();
        html.Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="generator" content="BlueGreen">
            <title>{ReportText.Title(record)} – {ReportText.Outcome(record)}</title>
            <style>

            """);
        html.AddMarkup(Style.Sheet);
        html.Add($"</style>\n</head>\n<body>\n<main>\n");
        HeaderSection.Write(html, record);
        WriteCharts(html, record);
        VerdictSection.Write(html, record);
        HealthSection.Write(html, record);
        StepSection.Write(html, record);
        RecoverySection.Write(html, record);
        PeopleSection.Write(html, record);
        EventSection.Write(html, record);
        html.Add($"<footer>Made from the journal of rollout <code>{record.Rollout.Value}</code>, {record.Events.Length} events, plan <code>{record.Fingerprint}</code>. Times are the store's.</footer>\n");
        html.Add($"</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void WriteCharts(HtmlWriter html, RolloutRecord record)
    {
        var time = TimeRange.Of(record);
        var moments = Moment.Of(record);
        html.Add($"<section>\n<h2>Traffic</h2>\n");
        if (record.Splits.Length > 1)
        {
            html.Add($"<figure>\n<figcaption>Green's share of the traffic</figcaption>\n");
            SplitChart.Write(html, record, time, moments, Wide, "wide");
            SplitChart.Write(html, record, time, moments, Narrow, "narrow");
            MomentList.Write(html, moments, record, time);
            html.Add($"</figure>\n");
        }
        else
        {
            html.Add($"<p>Traffic was never moved: {(record.Splits is [var only] ? only.Split.ToString() : "the rollout ended before it was known who had any")}.</p>\n");
        }

        html.Add($"</section>\n");
        EvidenceSection.Write(html, record, (evidence, width, size) => EvidenceChart.Write(html, evidence, time, moments, width, size), Wide, Narrow);
        MetricSection.Write(html, record, (metric, width, size) => MetricChart.Write(html, metric, time, moments, width, size), Wide, Narrow);
    }
}
