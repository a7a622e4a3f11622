namespace BlueGreen.Reporting.Html;

/// <summary>Limits in a chart: lines with their rule; what lies far above everything measured is named at the upper edge.</summary>
internal static class LimitLines
{
    private const double LineHeight = 14;

    public static void Write(HtmlWriter html, MetricRecord metric, Plot plot)
    {
        var free = plot.Top + 12;
        foreach (var limit in metric.Limits.OrderByDescending(limit => limit.Value))
        {
            var kind = limit.IsTrigger ? "limit" : "limit required";
            if (plot.Scale.Shows(limit.Value))
            {
                var y = plot.Y(limit.Value);
                html.Add($"<line class=\"{kind}\" x1=\"{plot.Left}\" x2=\"{plot.Right}\" y1=\"{y}\" y2=\"{y}\"/>");
                free = Label(html, plot, Math.Max(y - 5, free), Text(metric, limit));
            }
            else
            {
                html.Add($"<line class=\"{kind}\" x1=\"{plot.Left}\" x2=\"{plot.Right}\" y1=\"{plot.Top}\" y2=\"{plot.Top}\"/>");
                free = Label(html, plot, free, $"↑ above this scale: {Text(metric, limit)}");
            }
        }
    }

    /// <summary>The rule without the name of the metric, which stands above the chart.</summary>
    private static string Text(MetricRecord metric, LimitRecord limit) =>
        $"{(limit.IsTrigger ? "rolls back" : "requires")} {limit.Rule.Replace($"{metric.Metric} ", "", StringComparison.Ordinal)}";

    private static double Label(HtmlWriter html, Plot plot, double y, string text)
    {
        html.Add($"<text class=\"label limit-text halo\" x=\"{plot.Left + 6}\" y=\"{y}\">{text}</text>");
        return y + LineHeight;
    }
}
