namespace BlueGreen.Reporting.Html;

/// <summary>What the rules and the bakes said, with the numbers that they rest on.</summary>
internal static class VerdictSection
{
    public static void Write(HtmlWriter html, RolloutRecord record)
    {
        html.Add($"<section>\n<h2>Verdicts</h2>\n");
        WriteTriggers(html, record);
        WriteFindings(html, record);
        html.Add($"</section>\n");
    }

    private static void WriteTriggers(HtmlWriter html, RolloutRecord record)
    {
        if (record.Triggers.IsEmpty)
        {
            html.Add($"<p>The plan had no rules that roll back by themselves.</p>\n");
            return;
        }

        html.Add($"<div class=\"scroll\"><table class=\"rows\">\n<thead><tr><th>Rule, at any time</th><th>verdict</th><th>what was seen</th></tr></thead>\n<tbody>\n");
        foreach (var trigger in record.Triggers)
        {
            html.Add($"<tr><th scope=\"row\">{trigger.Rule}</th>");
            if (trigger.TrippedAt is { } at)
            {
                html.Add($"<td class=\"bad\">✘ tripped</td><td>at {Offset(record, at)}: {trigger.Observed}, {ReportText.Count(trigger.Evidence!.Samples)} samples; rolls back {trigger.Strategy}</td></tr>\n");
            }
            else if (trigger.Evidence is { } breach)
            {
                html.Add($"<td class=\"warn\">! touched</td><td>broken from {Offset(record, breach.Since)} on, but not for long enough</td></tr>\n");
            }
            else if (record.Splits.All(split => split.Green == Percentage.Zero))
            {
                html.Add($"<td class=\"quiet\">– not armed</td><td>green never had traffic</td></tr>\n");
            }
            else
            {
                html.Add($"<td class=\"good\">✔ quiet</td><td>never broken</td></tr>\n");
            }
        }

        html.Add($"</tbody>\n</table></div>\n");
    }

    private static void WriteFindings(HtmlWriter html, RolloutRecord record)
    {
        var judged = record.Steps.Where(step => !step.Findings.IsEmpty).ToArray();
        if (judged.Length == 0)
        {
            return;
        }

        html.Add($"<div class=\"scroll\"><table class=\"rows\">\n<thead><tr><th>Step</th><th>looked at</th><th>verdict</th><th>what was found</th></tr></thead>\n<tbody>\n");
        foreach (var step in judged)
        {
            for (var i = 0; i < step.Findings.Length; i++)
            {
                var finding = step.Findings[i];
                html.Add($"<tr>");
                if (i == 0)
                {
                    html.Add($"<th scope=\"rowgroup\" rowspan=\"{step.Findings.Length}\">{step.Name}</th>");
                }

                html.Add($"<td>{finding.Name}</td><td class=\"{(finding.Passed ? "good" : "bad")}\">{(finding.Passed ? "✔ passed" : "✘ failed")}</td><td>{finding.Detail}</td></tr>\n");
            }
        }

        html.Add($"</tbody>\n</table></div>\n");
    }

    private static string Offset(RolloutRecord record, DateTimeOffset at) => ReportText.Offset(at - record.StartedAt, tenths: record.Duration < TimeSpan.FromMinutes(10));
}
