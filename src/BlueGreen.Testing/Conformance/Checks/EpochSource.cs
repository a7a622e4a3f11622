namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Gives each trial epochs above all earlier ones, also where all trials act on one resource; near the time in milliseconds, as stores do.</summary>
internal sealed class EpochSource
{
    private const long PerTrial = 10;
    private long _last;

    public long Next(DateTimeOffset now)
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + PerTrial, now.ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
