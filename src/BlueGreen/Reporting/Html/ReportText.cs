using System.Globalization;

namespace BlueGreen.Reporting.Html;

/// <summary>Numbers and times as a report writes them, in every format the same.</summary>
internal static class ReportText
{
    /// <summary>A value in its unit, with three significant digits or so.</summary>
    public static string Value(MetricUnit? unit, double value) => unit switch
    {
        MetricUnit.Rate or MetricUnit.Usage => $"{Digits(value * 100)}%",
        MetricUnit.Seconds when Math.Abs(value) >= 1 => $"{Digits(value)} s",
        MetricUnit.Seconds => $"{Digits(value * 1000)} ms",
        MetricUnit.PerSecond => $"{Digits(value)}/s",
        _ => Digits(value),
    };

    public static string UnitName(MetricUnit? unit) => unit switch
    {
        MetricUnit.Rate => "share of requests",
        MetricUnit.Usage => "share in use",
        MetricUnit.Seconds => "time",
        MetricUnit.PerSecond => "requests per second",
        _ => "value",
    };

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>Evidence as odds: <c>250 : 1</c>, <c>1 : 40</c>.</summary>
    public static string Odds(double ratio) => ratio >= 1 ? $"{Count((long)Math.Round(ratio))} : 1" : $"1 : {Count((long)Math.Round(1 / ratio))}";

    /// <summary>A moment, counted from the start: <c>0:13.4</c>, <c>12:05</c>, <c>1:02:03</c>.</summary>
    public static string Offset(TimeSpan time, bool tenths = false)
    {
        var rounded = TimeSpan.FromSeconds(tenths ? Math.Round(time.TotalSeconds, 1) : Math.Floor(time.TotalSeconds));
        return (long)rounded.TotalHours > 0 ? Text($"{(long)rounded.TotalHours}:{rounded.Minutes:00}:{rounded.Seconds:00}")
            : tenths ? Text($"{rounded.Minutes}:{rounded.Seconds + (rounded.Milliseconds / 1000.0):00.0}")
            : Text($"{rounded.Minutes}:{rounded.Seconds:00}");
    }

    /// <summary>A length of time: <c>40 ms</c>, <c>13 s</c>, <c>2 min 5 s</c>, <c>1 h 2 min</c>.</summary>
    public static string Length(TimeSpan time) => time.TotalSeconds switch
    {
        > 0 and < 1 => Text($"{time.TotalMilliseconds:0} ms"),
        < 10 => Text($"{time.TotalSeconds:0.#} s"),
        < 60 => Text($"{time.TotalSeconds:0} s"),
        < 3600 => Text($"{(long)time.TotalMinutes} min{(time.Seconds > 0 ? Text($" {time.Seconds} s") : "")}"),
        < 86400 => Text($"{(long)time.TotalHours} h{(time.Minutes > 0 ? Text($" {time.Minutes} min") : "")}"),
        _ => Text($"{(long)time.TotalDays} d{(time.Hours > 0 ? Text($" {time.Hours} h") : "")}"),
    };

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>How much more or less green shows than blue; empty where that says nothing, as for throughput, which follows the shares.</summary>
    public static string Change(MetricRecord metric) =>
        metric is { Blue: { } blue, Green: { } green, Unit: not MetricUnit.PerSecond } ? Change(blue.Mean, green.Mean) : "";

    private static string Change(double blue, double green) =>
        Math.Abs(blue) < 1e-12 ? "" : Math.Abs(green / blue) >= 10 ? Text($"×{green / blue:0.#}") : Text($"{((green / blue) - 1) * 100:+0.#;−0.#;±0}%");

    public static string Outcome(RolloutRecord record) => record.Outcome switch
    {
        RolloutOutcome.Succeeded => "Succeeded",
        RolloutOutcome.RolledBack => "Rolled back",
        RolloutOutcome.Failed => "Failed",
        RolloutOutcome.Aborted => "Aborted",
        RolloutOutcome.Frozen => "Frozen",
        _ => "Running",
    };

    public static string Mark(RolloutRecord record) => record.Outcome switch
    {
        RolloutOutcome.Succeeded => "✔",
        RolloutOutcome.RolledBack => "↩",
        RolloutOutcome.Failed => "✘",
        RolloutOutcome.Aborted => "■",
        RolloutOutcome.Frozen => "❄",
        _ => "…",
    };

    public static string Mark(StepStatus status) => status switch
    {
        StepStatus.Passed => "✔",
        StepStatus.Failed => "✘",
        StepStatus.Running => "…",
        StepStatus.Skipped => "–",
        StepStatus.Interrupted => "■",
        _ => "·",
    };

    public static string Word(StepStatus status) => status switch
    {
        StepStatus.Pending => "not reached",
        StepStatus.Skipped => "left out",
        _ => status.ToString().ToLowerInvariant(),
    };

    public static string Name(Deployment? deployment) => deployment?.Version ?? deployment?.Id.Value ?? "none";

    public static string Title(RolloutRecord record) => record.Kind == RolloutKind.Rollback
        ? $"{record.Application}: back to {Name(record.Blue)} from {Name(record.Green)}"
        : record.Blue is { } blue ? $"{record.Application}: {Name(blue)} → {record.Release.Version}"
        : $"{record.Application}: {record.Release.Version}";

    private static string Digits(double value)
    {
        var size = Math.Abs(value);
        return value.ToString(size >= 100 ? "0" : size >= 10 ? "0.#" : size >= 1 ? "0.##" : "0.###", CultureInfo.InvariantCulture);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
