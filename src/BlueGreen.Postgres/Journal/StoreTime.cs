namespace BlueGreen.Postgres.Journal;

/// <summary>A time as the database keeps it: whole microseconds, and the ticks of 100 ns beyond them.</summary>
internal static class StoreTime
{
    private const long TicksAMicrosecond = TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Of(DateTime stamp, short ticks = 0) => new DateTimeOffset(stamp).AddTicks(ticks);

    public static DateTime Stamp(DateTimeOffset time) => time.UtcDateTime.AddTicks(-Ticks(time));

    public static short Ticks(DateTimeOffset time) => (short)(time.UtcTicks % TicksAMicrosecond);
}
