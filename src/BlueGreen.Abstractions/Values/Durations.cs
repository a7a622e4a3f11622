using System.Globalization;

namespace BlueGreen;

/// <summary>Arithmetic with times that stops at the largest one, and times as people write them.</summary>
internal static class Durations
{
    /// <summary>The longest time that a plan may wait for anything.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>A multiple of a time.</summary>
    public static TimeSpan Times(this TimeSpan time, double factor)
    {
        var ticks = time.Ticks * factor;
        return ticks >= long.MaxValue ? TimeSpan.MaxValue : ticks <= long.MinValue ? TimeSpan.MinValue : new((long)ticks);
    }

    /// <summary>The sum of times that are not negative.</summary>
    public static TimeSpan Sum(IEnumerable<TimeSpan> times) =>
        times.Aggregate(TimeSpan.Zero, (sum, time) => time > TimeSpan.MaxValue - sum ? TimeSpan.MaxValue : sum + time);

    /// <summary>A time in its own units, exactly: <c>1 h 30 min</c>, <c>2.5 s</c>, <c>500 ms</c>.</summary>
    public static string ToText(this TimeSpan time)
    {
        var ticks = Math.Abs((decimal)time.Ticks);
        var sign = time < TimeSpan.Zero ? "-" : "";
        if (ticks > 0 && ticks < TimeSpan.TicksPerSecond)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{ticks / TimeSpan.TicksPerMillisecond:0.####} ms");
        }

        var parts = Parts(ticks).ToArray();
        return parts.Length == 0 ? "0 s" : sign + string.Join(' ', parts);
    }

    private static IEnumerable<string> Parts(decimal ticks)
    {
        foreach (var (length, unit) in ((long, string)[])[(TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"), (TimeSpan.TicksPerMinute, "min")])
        {
            if (ticks >= length)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{decimal.Floor(ticks / length):0} {unit}");
                ticks %= length;
            }
        }

        if (ticks > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond:0.#######} s");
        }
    }
}
