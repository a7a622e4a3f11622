namespace BlueGreen.Yarp.Measuring;

/// <summary>
/// One processor's part of a deployment's counters. Counters only rise and are never reset. There is no lock, and one atomic addition counts a request together with its
/// time: the sum of times is that of the cells' middles.
/// </summary>
internal sealed class MeterStripe
{
    private readonly long[] _counts = new long[2 * LatencyCells.Count];
    private long _ticksBeyond;
    private long _inFlight;

    /// <summary>Never negative: a request leaves the stripe that it entered, so zero in all stripes means that no request stayed throughout the reading.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    public void Record(TimeSpan latency, bool failed)
    {
        var cell = LatencyCells.Of(latency);
        if (cell == LatencyCells.Beyond)
        {
            Interlocked.Add(ref _ticksBeyond, latency.Ticks);
        }

        Interlocked.Increment(ref _counts[cell + (failed ? LatencyCells.Count : 0)]);
    }

    /// <summary>Adds requests by bucket, and their times.</summary>
    public void AddTo(long[] answered, long[] failed, ref long latencyTicks)
    {
        for (var cell = 0; cell < LatencyCells.Count; cell++)
        {
            var (well, badly) = (Volatile.Read(ref _counts[cell]), Volatile.Read(ref _counts[LatencyCells.Count + cell]));
            answered[LatencyCells.Buckets[cell]] += well;
            failed[LatencyCells.Buckets[cell]] += badly;
            latencyTicks += (well + badly) * LatencyCells.Middles[cell];
        }

        latencyTicks += Interlocked.Read(ref _ticksBeyond);
    }
}
