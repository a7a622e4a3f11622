namespace BlueGreen.Reporting.Html;

/// <summary>What health probes answered. Left out where the plan has none.</summary>
internal static class HealthSection
{
    public static void Write(HtmlWriter html, RolloutRecord record)
    {
        if (record.Health.IsEmpty)
        {
            return;
        }

        html.Add($"<section>\n<h2>Health</h2>\n<div class=\"scroll\"><table class=\"rows\">\n<thead><tr><th>Asked</th><th class=\"n\">at</th><th>probe</th><th>verdict</th><th class=\"n\">took</th><th>what it answered</th></tr></thead>\n<tbody>\n");
        foreach (var health in record.Health)
        {
            for (var i = 0; i < health.Probes.Length; i++)
            {
                var probe = health.Probes[i];
                html.Add($"<tr>");
                if (i == 0)
                {
                    html.Add($"<th scope=\"rowgroup\" rowspan=\"{health.Probes.Length}\">{HealthText.Asked(record, health)}</th><td class=\"time\" rowspan=\"{health.Probes.Length}\">{HealthText.When(record, health)}</td>");
                }

                html.Add($"<td>{probe.Probe}</td><td class=\"{Kind(probe.Status)}\">{HealthText.Verdict(probe)}</td><td class=\"n\">{ReportText.Length(probe.Latency)}</td><td>{HealthText.Answer(probe)}</td></tr>\n");
            }
        }

        html.Add($"</tbody>\n</table></div>\n</section>\n");
    }

    private static string Kind(ProbeStatus status) => status == ProbeStatus.Healthy ? "good" : "bad";
}
