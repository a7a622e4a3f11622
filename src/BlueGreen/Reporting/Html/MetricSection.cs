namespace BlueGreen.Reporting.Html;

/// <summary>Each metric: its chart, its means, and its numbers as a table.</summary>
internal static class MetricSection
{
    public static void Write(HtmlWriter html, RolloutRecord record, Action<MetricRecord, double, string> chart, double wide, double narrow)
    {
        var measured = record.Metrics.Where(metric => metric.Blue is not null || metric.Green is not null).ToArray();
        html.Add($"<section>\n<h2>Measurements</h2>\n");
        if (measured.Length == 0)
        {
            html.Add($"<p>Nothing was measured: samples are taken while green may have traffic.</p>\n</section>\n");
            return;
        }

        WriteMeans(html, record, measured);
        foreach (var metric in measured)
        {
            html.Add($"<figure>\n<figcaption>{metric.Metric.Value} <span class=\"unit\">{ReportText.UnitName(metric.Unit)}</span></figcaption>\n");
            WriteKey(html, record, metric);
            chart(metric, wide, "wide");
            chart(metric, narrow, "narrow");
            WriteNumbers(html, record, metric);
            html.Add($"</figure>\n");
        }

        html.Add($"</section>\n");
    }

    private static void WriteMeans(HtmlWriter html, RolloutRecord record, MetricRecord[] metrics)
    {
        html.Add($"<div class=\"scroll\"><table>\n<thead><tr><th>Mean of all samples</th><th class=\"n\">blue {ReportText.Name(record.Blue)}</th><th class=\"n\">green {ReportText.Name(record.Green)}</th><th class=\"n\">change</th><th class=\"n extra\">samples, blue / green</th></tr></thead>\n<tbody>\n");
        foreach (var metric in metrics)
        {
            html.Add($"<tr><th scope=\"row\">{metric.Metric.Value}</th><td class=\"n\">{Mean(metric, metric.Blue)}</td><td class=\"n\">{Mean(metric, metric.Green)}</td>");
            html.Add($"<td class=\"n\">{ReportText.Change(metric)}</td>");
            html.Add($"<td class=\"n extra\">{ReportText.Count(metric.Blue?.Samples ?? 0)} / {ReportText.Count(metric.Green?.Samples ?? 0)}</td></tr>\n");
        }

        html.Add($"</tbody>\n</table></div>\n");
    }

    private static string Mean(MetricRecord metric, SeriesRecord? series) => series is null ? "no data" : ReportText.Value(metric.Unit, series.Mean);

    private static void WriteKey(HtmlWriter html, RolloutRecord record, MetricRecord metric)
    {
        html.Add($"<p class=\"key\">");
        if (metric.Blue is not null)
        {
            html.Add($"<span><svg width=\"36\" height=\"12\" aria-hidden=\"true\"><path class=\"line blue\" d=\"M0 6H36\"/><circle class=\"mark blue\" cx=\"18\" cy=\"6\" r=\"3.2\"/></svg> blue {ReportText.Name(record.Blue)}, solid</span> ");
        }

        if (metric.Green is not null)
        {
            html.Add($"<span><svg width=\"36\" height=\"12\" aria-hidden=\"true\"><path class=\"line green\" d=\"M0 6H36\"/><rect class=\"mark green\" x=\"14.8\" y=\"2.8\" width=\"6.4\" height=\"6.4\"/></svg> green {ReportText.Name(record.Green)}, dashed</span> ");
        }

        if (!metric.Limits.IsEmpty)
        {
            html.Add($"<span><svg width=\"36\" height=\"12\" aria-hidden=\"true\"><path class=\"limit\" d=\"M0 6H36\"/></svg> limit for green, dotted</span>");
        }

        html.Add($"</p>\n");
    }

    private static void WriteNumbers(HtmlWriter html, RolloutRecord record, MetricRecord metric)
    {
        html.Add($"<details><summary>The same as numbers</summary>\n<div class=\"scroll\"><table>\n<thead><tr><th>from</th><th>until</th><th>side</th><th class=\"n\">value</th><th class=\"n\">samples</th></tr></thead>\n<tbody>\n");
        var rows = Rows(metric.Blue, "blue").Concat(Rows(metric.Green, "green")).OrderBy(row => row.Point.From).ThenBy(row => row.Side, StringComparer.Ordinal);
        foreach (var (point, side) in rows)
        {
            html.Add($"<tr><td>{Offset(point.From)}</td><td>{Offset(point.Until)}</td><td>{side}</td><td class=\"n\">{ReportText.Value(metric.Unit, point.Value)}</td><td class=\"n\">{ReportText.Count(point.Samples)}</td></tr>\n");
        }

        html.Add($"</tbody>\n</table></div></details>\n");

        string Offset(DateTimeOffset at) => ReportText.Offset(at - record.StartedAt, tenths: record.Duration < TimeSpan.FromMinutes(10));
    }

    private static IEnumerable<(PointRecord Point, string Side)> Rows(SeriesRecord? series, string side) => (series?.Points ?? []).Select(point => (point, side));
}
