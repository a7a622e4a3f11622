namespace BlueGreen.Reporting.Html;

/// <summary>Green's share of the traffic over time.</summary>
internal static class SplitChart
{
    private const double LetterWidth = 8;

    public static void Write(HtmlWriter html, RolloutRecord record, TimeRange time, IReadOnlyList<Moment> moments, double width, string size)
    {
        var plot = new Plot(time, new(100, 25), width, 210);
        ChartFrame.Begin(html, plot, "Green's share of the traffic over time", size);
        WriteArea(html, record, plot);
        ChartFrame.WriteAxes(html, plot, percent => $"{percent}%");
        WriteLine(html, record, plot);
        WriteShares(html, record, plot);
        ChartFrame.WriteMoments(html, plot, moments);
        ChartFrame.End(html);
    }

    private static void WriteArea(HtmlWriter html, RolloutRecord record, Plot plot)
    {
        html.Add($"<defs><pattern id=\"hatch-{plot.Width}\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\"/></pattern></defs>");
        foreach (var (from, until, green) in Stretches(record, plot))
        {
            var y = plot.Y(green);
            html.Add($"<rect class=\"blue-area\" x=\"{from}\" y=\"{plot.Top}\" width=\"{until - from}\" height=\"{y - plot.Top}\"/>");
            html.Add($"<rect class=\"green-area\" x=\"{from}\" y=\"{y}\" width=\"{until - from}\" height=\"{plot.Bottom - y}\"/>");
            html.Add($"<rect fill=\"url(#hatch-{plot.Width})\" x=\"{from}\" y=\"{y}\" width=\"{until - from}\" height=\"{plot.Bottom - y}\"/>");
        }
    }

    private static void WriteLine(HtmlWriter html, RolloutRecord record, Plot plot)
    {
        html.Add($"<path class=\"share\" d=\"");
        var first = true;
        foreach (var (from, until, green) in Stretches(record, plot))
        {
            html.Add($"{(first ? "M" : "L")}{from} {plot.Y(green)}H{until}");
            first = false;
        }

        html.Add($"\"/>");
    }

    /// <summary>Each share in words, where it lasts long enough for them.</summary>
    private static void WriteShares(HtmlWriter html, RolloutRecord record, Plot plot)
    {
        foreach (var (from, until, green) in Stretches(record, plot))
        {
            WriteShare(html, (from, until), plot.Y(green) + (green > 50 ? 18 : -7), $"green {green:0.##}%", green > 0 ? $"{green:0.##}%" : null);
            if (green is > 0 and < 100)
            {
                WriteShare(html, (from, until), plot.Top + 18, $"blue {100 - green:0.##}%", null);
            }
        }
    }

    private static void WriteShare(HtmlWriter html, (double From, double Until) stretch, double y, string text, string? shorter)
    {
        var room = (stretch.Until - stretch.From - 6) / LetterWidth;
        if ((room > text.Length ? text : room > shorter?.Length ? shorter : null) is { } fitting)
        {
            html.Add($"<text class=\"label halo\" x=\"{(stretch.From + stretch.Until) / 2}\" y=\"{y}\" text-anchor=\"middle\">{fitting}</text>");
        }
    }

    private static IEnumerable<(double From, double Until, double Green)> Stretches(RolloutRecord record, Plot plot)
    {
        for (var i = 0; i < record.Splits.Length; i++)
        {
            var from = plot.X(record.Splits[i].At);
            var until = i + 1 < record.Splits.Length ? plot.X(record.Splits[i + 1].At) : plot.X(record.UpdatedAt);
            if (until > from && !record.Splits[i].Split.IsNone)
            {
                yield return (from, until, record.Splits[i].Green.Percent);
            }
        }
    }
}
