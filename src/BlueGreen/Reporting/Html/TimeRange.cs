namespace BlueGreen.Reporting.Html;

/// <summary>The part of a rollout that its charts show: where traffic moved and samples were taken, or all of it where that is most of it.</summary>
internal sealed record TimeRange(DateTimeOffset Zero, TimeSpan From, TimeSpan Until)
{
    private const double Margin = 0.04;

    public TimeSpan Length => Until - From;

    /// <summary>Whether tenths of seconds tell moments apart.</summary>
    public bool IsShort => Length < TimeSpan.FromMinutes(2);

    public static TimeRange Of(RolloutRecord record)
    {
        var whole = record.UpdatedAt - record.StartedAt;
        var busy = record.Splits.Skip(1).Select(split => split.At)
            .Concat(record.Metrics.SelectMany(metric => new[] { metric.Blue, metric.Green }).SelectMany(series => series?.Points ?? []).SelectMany(point => new[] { point.From, point.Until }))
            .Select(at => at - record.StartedAt).ToArray();
        if (busy.Length == 0 || busy.Max() <= busy.Min() || busy.Max() - busy.Min() > whole * 0.6)
        {
            return new(record.StartedAt, TimeSpan.Zero, whole > TimeSpan.Zero ? whole : TimeSpan.FromSeconds(1));
        }

        var margin = (busy.Max() - busy.Min()) * Margin;
        return new(record.StartedAt, Later(busy.Min() - margin, TimeSpan.Zero), busy.Max() + margin < whole ? busy.Max() + margin : whole);
    }

    /// <summary>Round moments, as many as fit.</summary>
    public IEnumerable<TimeSpan> Ticks(int most)
    {
        double[] steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
        var step = TimeSpan.FromSeconds(steps.FirstOrDefault(s => Length.TotalSeconds / s <= most, Math.Ceiling(Length.TotalSeconds / most / 86400) * 86400));
        for (var tick = step * Math.Ceiling(From / step); tick <= Until; tick += step)
        {
            yield return tick;
        }
    }

    public string Label(TimeSpan tick, int most) => Length.TotalSeconds / most < 1 ? ReportText.Offset(tick, tenths: true) : ReportText.Offset(tick);

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
