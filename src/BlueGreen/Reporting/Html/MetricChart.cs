using System.Collections.Immutable;

namespace BlueGreen.Reporting.Html;

/// <summary>One metric of blue and green over time, with the limits that the plan sets.</summary>
internal static class MetricChart
{
    private const double MarkerDistance = 14;

    public static void Write(HtmlWriter html, MetricRecord metric, TimeRange time, IReadOnlyList<Moment> moments, double width, string size)
    {
        var values = Points(metric.Blue).Concat(Points(metric.Green)).Select(point => point.Value).ToArray();
        var plot = new Plot(time, ValueScale.For(values, metric.Limits.Select(limit => limit.Value), metric.Unit is MetricUnit.Rate or MetricUnit.Usage), width, 230);
        ChartFrame.Begin(html, plot, $"{metric.Metric} of blue and green over time", size);
        ChartFrame.WriteAxes(html, plot, value => ReportText.Value(metric.Unit, value));
        ChartFrame.WriteMoments(html, plot, moments);
        WriteSide(html, metric.Blue, plot, "blue");
        WriteSide(html, metric.Green, plot, "green");
        LimitLines.Write(html, metric, plot);
        ChartFrame.End(html);
    }

    private static ImmutableArray<PointRecord> Points(SeriesRecord? series) => series?.Points ?? [];

    private static void WriteSide(HtmlWriter html, SeriesRecord? series, Plot plot, string side)
    {
        if (series is null)
        {
            return;
        }

        html.Add($"<path class=\"line {side}\" d=\"");
        PointRecord? before = null;
        foreach (var point in series.Points)
        {
            html.Add($"{(before is null || IsGap(before, point) ? "M" : "L")}{plot.X(Middle(point))} {plot.Y(point.Value)}");
            before = point;
        }

        html.Add($"\"/>");
        WriteMarkers(html, series, plot, side);
    }

    /// <summary>Where nothing was seen for longer than two windows, there is no line.</summary>
    private static bool IsGap(PointRecord before, PointRecord point) =>
        point.From - before.Until > 2 * ((point.Until - point.From) > (before.Until - before.From) ? point.Until - point.From : before.Until - before.From);

    /// <summary>Circles for blue, squares for green; the first and the last, and between them where there is room.</summary>
    private static void WriteMarkers(HtmlWriter html, SeriesRecord series, Plot plot, string side)
    {
        var free = double.MinValue;
        foreach (var point in series.Points)
        {
            var (x, y) = (plot.X(Middle(point)), plot.Y(point.Value));
            if (x < free && point != series.Points[^1])
            {
                continue;
            }

            free = x + MarkerDistance;
            if (side == "blue")
            {
                html.Add($"<circle class=\"mark blue\" cx=\"{x}\" cy=\"{y}\" r=\"3.2\"/>");
            }
            else
            {
                html.Add($"<rect class=\"mark green\" x=\"{x - 3.2}\" y=\"{y - 3.2}\" width=\"6.4\" height=\"6.4\"/>");
            }
        }
    }

    private static DateTimeOffset Middle(PointRecord point) => point.From + ((point.Until - point.From) / 2);
}
