namespace BlueGreen.Reporting.Html;

/// <summary>Answers to health probes as a report writes them, in every format the same.</summary>
internal static class HealthText
{
    public static string Asked(RolloutRecord record, HealthRecord health) =>
        $"{(health.Deployment.Id == record.Blue?.Id ? "blue" : "green")} {ReportText.Name(health.Deployment)}, {health.Occasion}";

    public static string When(RolloutRecord record, HealthRecord health) =>
        health.Until is { } until ? $"{Offset(record, health.At)} to {Offset(record, until)}" : Offset(record, health.At);

    public static string Verdict(ProbeResult probe) => probe.Status switch
    {
        ProbeStatus.Healthy => "✔ healthy",
        ProbeStatus.Unhealthy => "✘ unhealthy",
        _ => "✘ error",
    };

    /// <summary>The status, what was wrong, and the details of the body.</summary>
    public static string Answer(ProbeResult probe) => string.Join("; ", Parts(probe));

    private static IEnumerable<string> Parts(ProbeResult probe)
    {
        if (probe.Reason is { } reason)
        {
            yield return reason;
        }
        else if (probe.StatusCode is { } status)
        {
            yield return $"status {status}";
        }

        if (!probe.Details.IsEmpty)
        {
            yield return string.Join(", ", probe.Details.Select(detail => $"{detail.Key}: {detail.Value}"));
        }
    }

    private static string Offset(RolloutRecord record, DateTimeOffset at) => ReportText.Offset(at - record.StartedAt, record.Duration < TimeSpan.FromMinutes(10));
}
