namespace BlueGreen.Reporting.Html;

/// <summary>Evidence over time on a logarithmic scale, with the line at which a test decides.</summary>
internal static class EvidenceChart
{
    public static void Write(HtmlWriter html, EvidenceRecord evidence, TimeRange time, IReadOnlyList<Moment> moments, double width, string size)
    {
        var scale = new EvidenceScale(evidence);
        var plot = new Plot(time, scale.Steps, width, 200);
        ChartFrame.Begin(html, plot, $"evidence of {evidence.Test} over time", size);
        ChartFrame.WriteAxes(html, plot, EvidenceScale.Label);
        ChartFrame.WriteMoments(html, plot, moments);
        html.Add($"<path class=\"line green evidence\" d=\"");
        var command = "M";
        foreach (var point in evidence.Points)
        {
            html.Add($"{command}{plot.X(point.Until)} {plot.Y(scale.Height(point.Value))}");
            command = "L";
        }

        html.Add($"\"/>");
        var y = plot.Y(scale.Height(evidence.Limit));
        html.Add($"<line class=\"limit\" x1=\"{plot.Left}\" x2=\"{plot.Right}\" y1=\"{y}\" y2=\"{y}\"/>");
        html.Add($"<text class=\"label limit-text halo\" x=\"{plot.Left + 6}\" y=\"{y - 5}\">{ReportText.Odds(evidence.Limit)}, {evidence.Meaning}</text>");
        ChartFrame.End(html);
    }
}
