namespace BlueGreen.Yarp.Measuring;

/// <summary>
/// One processor's part of a deployment's counters. Counters only rise and are never reset. There is no lock: a reading that meets a request halfway may hold its
/// time already and count it only next time, never the other way round.
/// </summary>
internal sealed class MeterStripe
{
    private readonly long[] _counts = new long[2 * LatencyScale.Buckets];
    private long _latencyTicks;
    private long _inFlight;

    /// <summary>Never negative: a request leaves the stripe that it entered, so zero in all stripes means that no request stayed throughout the reading.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    public void Record(TimeSpan latency, bool failed)
    {
        Interlocked.Add(ref _latencyTicks, latency.Ticks);
        Interlocked.Increment(ref _counts[LatencyScale.BucketOf(latency) + (failed ? LatencyScale.Buckets : 0)]);
    }

    public void AddTo(long[] answered, long[] failed, ref long latencyTicks)
    {
        for (var i = 0; i < answered.Length; i++)
        {
            answered[i] += Volatile.Read(ref _counts[i]);
            failed[i] += Volatile.Read(ref _counts[LatencyScale.Buckets + i]);
        }

        latencyTicks += Interlocked.Read(ref _latencyTicks);
    }
}
