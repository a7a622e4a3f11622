using System.Globalization;
using System.Text;
using BlueGreen.Events;
using BlueGreen.Reporting.Html;

namespace BlueGreen.Reporting;

/// <summary>A record as Markdown, as chats, pull requests and wikis show it.</summary>
internal static class MarkdownReport
{
    public static string Write(RolloutRecord record)
    {
        var text = new StringBuilder();
        Line(text, $"# {ReportText.Mark(record)} {Safe(ReportText.Title(record))}");
        Line(text, $"");
        Line(text, $"**{ReportText.Outcome(record)}**: {Safe(record.Reason)}");
        Line(text, $"");
        if (record.EmergencyReason is { } emergency)
        {
            Line(text, $"**Emergency plan**: {Safe(emergency)}");
            Line(text, $"");
        }

        Table(text, ["", ""], HeaderSection.Facts(record).Append(("Rollout", record.Rollout.Value)).Append(("Plan", record.Fingerprint)).Select(fact => new[] { fact.Item1, fact.Item2 }));
        WriteMeasurements(text, record);
        WriteEvidence(text, record);
        WriteVerdicts(text, record);
        WriteHealth(text, record);
        Line(text, $"## Steps");
        Line(text, $"");
        Table(text, ["Step", "Outcome", "Took", "Result"], record.Steps.Select(step => new[]
        {
            step.Name,
            $"{ReportText.Mark(step.Status)} {ReportText.Word(step.Status)}{(step.IsUndone ? ", undone" : "")}",
            step is { StartedAt: { } from, EndedAt: { } until } ? ReportText.Length(until - from) : "",
            step.Summary ?? "",
        }));
        WriteRecoveryPoints(text, record);
        Line(text, $"## Events");
        Line(text, $"");
        Table(text, ["Since start", "What happened"], record.Events.Where(e => e.Importance != EventImportance.Detail && e.Kind != "stepStarted")
            .Select(e => new[] { Offset(record, e.At), e.Text }));
        return text.ToString();
    }

    private static void WriteMeasurements(StringBuilder text, RolloutRecord record)
    {
        var measured = record.Metrics.Where(metric => metric.Blue is not null || metric.Green is not null).ToArray();
        if (measured.Length == 0)
        {
            return;
        }

        Line(text, $"## Measurements");
        Line(text, $"");
        Table(text, ["Mean over the rollout", $"blue {ReportText.Name(record.Blue)}", $"green {ReportText.Name(record.Green)}", "change", "samples, blue / green"], measured.Select(metric => new[]
        {
            metric.Metric.Value,
            metric.Blue is { } b ? ReportText.Value(metric.Unit, b.Mean) : "no data",
            metric.Green is { } g ? ReportText.Value(metric.Unit, g.Mean) : "no data",
            ReportText.Change(metric),
            $"{ReportText.Count(metric.Blue?.Samples ?? 0)} / {ReportText.Count(metric.Green?.Samples ?? 0)}",
        }));
    }

    private static void WriteEvidence(StringBuilder text, RolloutRecord record)
    {
        if (record.Evidence.IsEmpty)
        {
            return;
        }

        Line(text, $"## Green against blue");
        Line(text, $"");
        Table(text, ["Test", "Evidence at most", "Decides at", "Where it stood"], record.Evidence.Select(evidence => new[]
        {
            evidence.Test,
            evidence.Points.IsEmpty ? "" : ReportText.Odds(evidence.Points.Max(point => point.Value)),
            $"{ReportText.Odds(evidence.Limit)}, {evidence.Meaning}",
            evidence.Summary,
        }));
    }

    private static void WriteVerdicts(StringBuilder text, RolloutRecord record)
    {
        Line(text, $"## Verdicts");
        Line(text, $"");
        Table(text, ["Looked at", "Verdict", "What was found"], record.Triggers
            .Select(trigger => new[]
            {
                trigger.Rule,
                trigger.TrippedAt is not null ? "✘ tripped" : trigger.Evidence is not null ? "! touched" : record.Splits.All(split => split.Green == Percentage.Zero) ? "– not armed" : "✔ quiet",
                trigger.TrippedAt is { } at ? $"at {Offset(record, at)}: {trigger.Observed}" : "",
            })
            .Concat(record.Steps.SelectMany(step => step.Findings.Select(finding => new[] { $"{step.Name}: {finding.Name}", finding.Passed ? "✔ passed" : "✘ failed", finding.Detail }))));
    }

    private static void WriteHealth(StringBuilder text, RolloutRecord record)
    {
        if (record.Health.IsEmpty)
        {
            return;
        }

        Line(text, $"## Health");
        Line(text, $"");
        Table(text, ["Asked", "At", "Probe", "Verdict", "Took", "What it answered"], record.Health.SelectMany(health => health.Probes.Select(probe => new[]
        {
            HealthText.Asked(record, health), HealthText.When(record, health), probe.Probe, HealthText.Verdict(probe), ReportText.Length(probe.Latency), HealthText.Answer(probe),
        })));
    }

    private static void WriteRecoveryPoints(StringBuilder text, RolloutRecord record)
    {
        if (record.RecoveryPoints.IsEmpty)
        {
            return;
        }

        Line(text, $"## Recovery points");
        Line(text, $"");
        Table(text, ["Step", "At", "Name", "Position"], record.RecoveryPoints.Select(point => new[] { point.Step, Offset(record, point.At), point.Name, point.Position }));
        foreach (var point in record.RecoveryPoints)
        {
            Line(text, $"To come back to {Safe(point.Name)}:");
            Line(text, $"");
            Line(text, $"{Indented(point.Recovery)}");
            Line(text, $"");
        }
    }

    /// <summary>Code by indentation, which nothing in it can end.</summary>
    private static string Indented(string code) => string.Join('\n', code.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => $"    {line}"));

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        Line(text, $"| {string.Join(" | ", head.Select(Safe))} |");
        Line(text, $"|{string.Concat(head.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            Line(text, $"| {string.Join(" | ", row.Select(Safe))} |");
        }

        Line(text, $"");
    }

    private static string Offset(RolloutRecord record, DateTimeOffset at) => ReportText.Offset(at - record.StartedAt, record.Duration < TimeSpan.FromMinutes(10));

    /// <summary>Text that is neither markup nor a second cell.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => safe.Append('\\').Append(c),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                < ' ' => safe.Append(' '),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
