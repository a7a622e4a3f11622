namespace BlueGreen.Reporting.Html;

/// <summary>The plan's steps: what became of each, when, and how long it took.</summary>
internal static class StepSection
{
    private const double BarWidth = 160;

    public static void Write(HtmlWriter html, RolloutRecord record)
    {
        html.Add($"<section>\n<h2>Steps</h2>\n<div class=\"scroll\"><table class=\"steps rows\">\n<thead><tr><th>Step</th><th>outcome</th><th class=\"n\">took</th><th class=\"bar\">when</th><th>result</th></tr></thead>\n<tbody>\n");
        foreach (var step in record.Steps)
        {
            html.Add($"<tr class=\"{Kind(step.Status)}\"><th scope=\"row\">{step.Name}</th><td class=\"status-word\">{ReportText.Mark(step.Status)} {ReportText.Word(step.Status)}{(step.IsUndone ? ", undone" : "")}</td>");
            html.Add($"<td class=\"n\">{(step is { StartedAt: { } from, EndedAt: { } until } ? ReportText.Length(until - from) : "")}</td><td class=\"bar\">");
            WriteBar(html, record, step);
            html.Add($"</td><td>{step.Summary}</td></tr>\n");
        }

        html.Add($"</tbody>\n</table></div>\n</section>\n");
    }

    private static void WriteBar(HtmlWriter html, RolloutRecord record, StepRecord step)
    {
        if (step.StartedAt is not { } started || record.Duration <= TimeSpan.Zero)
        {
            return;
        }

        var left = (started - record.StartedAt) / record.Duration * BarWidth;
        var width = Math.Max(2, ((step.EndedAt ?? record.UpdatedAt) - started) / record.Duration * BarWidth);
        html.Add($"<svg width=\"{BarWidth}\" height=\"12\" aria-hidden=\"true\"><line class=\"grid\" x1=\"0\" x2=\"{BarWidth}\" y1=\"6\" y2=\"6\"/><rect class=\"run\" x=\"{Math.Min(left, BarWidth - width)}\" y=\"1\" width=\"{width}\" height=\"10\" rx=\"2\"/></svg>");
    }

    private static string Kind(StepStatus status) => status switch
    {
        StepStatus.Passed => "good",
        StepStatus.Failed => "bad",
        StepStatus.Interrupted => "warn",
        _ => "quiet",
    };
}
