namespace BlueGreen.Reporting.Html;

/// <summary>What all charts have: axes, grid, and the numbered moments.</summary>
internal static class ChartFrame
{
    private const double Badge = 17;

    public static void Begin(HtmlWriter html, Plot plot, string label, string size)
    {
        html.Add($"<svg class=\"chart {size}\" viewBox=\"0 0 {plot.Width} {plot.Height}\" role=\"img\" aria-label=\"{label}\">");
    }

    public static void WriteAxes(HtmlWriter html, Plot plot, Func<double, string> format)
    {
        foreach (var tick in plot.Scale.Ticks())
        {
            html.Add($"<line class=\"grid\" x1=\"{plot.Left}\" x2=\"{plot.Right}\" y1=\"{plot.Y(tick)}\" y2=\"{plot.Y(tick)}\"/>");
            html.Add($"<text class=\"tick\" x=\"{plot.Left - 7}\" y=\"{plot.Y(tick) + 4}\" text-anchor=\"end\">{format(tick)}</text>");
        }

        foreach (var tick in plot.Time.Ticks(plot.MostTicks))
        {
            var x = plot.X(tick);
            var anchor = x > plot.Right - 15 ? "end" : "middle";
            html.Add($"<line class=\"axis\" x1=\"{x}\" x2=\"{x}\" y1=\"{plot.Bottom}\" y2=\"{plot.Bottom + 5}\"/>");
            html.Add($"<text class=\"tick\" x=\"{x}\" y=\"{plot.Bottom + 19}\" text-anchor=\"{anchor}\">{plot.Time.Label(tick, plot.MostTicks)}</text>");
        }

        html.Add($"<line class=\"axis\" x1=\"{plot.Left}\" x2=\"{plot.Right}\" y1=\"{plot.Bottom}\" y2=\"{plot.Bottom}\"/>");
        html.Add($"<text class=\"tick\" x=\"{(plot.Left + plot.Right) / 2}\" y=\"{plot.Height - 5}\" text-anchor=\"middle\">time since the start ({(plot.Time.Until.TotalHours >= 1 ? "h:min:s" : "min:s")})</text>");
    }

    /// <summary>The moments' lines, with their numbers above the plot side by side.</summary>
    public static void WriteMoments(HtmlWriter html, Plot plot, IReadOnlyList<Moment> moments)
    {
        var shown = moments.Where(m => m.At - plot.Time.Zero >= plot.Time.From && m.At - plot.Time.Zero <= plot.Time.Until).ToArray();
        var at = Spread(shown.Select(m => plot.X(m.At)).ToArray(), plot.Left, plot.Right);
        for (var i = 0; i < shown.Length; i++)
        {
            var x = plot.X(shown[i].At);
            var kind = shown[i].IsBad ? "moment bad" : "moment";
            html.Add($"<path class=\"{kind}\" d=\"M{at[i]} {plot.Top - 8}L{x} {plot.Top}V{plot.Bottom}\"/>");
            html.Add($"<circle class=\"{kind}\" cx=\"{at[i]}\" cy=\"{plot.Top - 16}\" r=\"8\"/>");
            html.Add($"<text class=\"badge\" x=\"{at[i]}\" y=\"{plot.Top - 12}\" text-anchor=\"middle\">{shown[i].Number}</text>");
        }
    }

    public static void End(HtmlWriter html) => html.Add($"</svg>");

    /// <summary>Moves what would overlap apart, and what then would leave the chart back into it.</summary>
    private static double[] Spread(double[] wanted, double left, double right)
    {
        var placed = (double[])wanted.Clone();
        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = Math.Max(placed[i], i == 0 ? left : placed[i - 1] + Badge);
        }

        for (var i = placed.Length - 1; i >= 0; i--)
        {
            placed[i] = Math.Min(placed[i], i == placed.Length - 1 ? right : placed[i + 1] - Badge);
        }

        return placed;
    }
}
