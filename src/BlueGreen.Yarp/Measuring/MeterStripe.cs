namespace BlueGreen.Yarp.Measuring;

/// <summary>One processor's part of a deployment's counters. Its lock is hardly ever contended, and makes each reading consistent.</summary>
internal sealed class MeterStripe
{
    private readonly Lock _gate = new();
    private readonly long[] _answered = new long[LatencyScale.Buckets];
    private readonly long[] _failed = new long[LatencyScale.Buckets];
    private long _latencyTicks;
    private long _inFlight;

    /// <summary>Never negative: a request leaves the stripe that it entered, so zero in all stripes means that no request stayed throughout the reading.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    public void Record(TimeSpan latency, bool failed)
    {
        var bucket = LatencyScale.BucketOf(latency);
        lock (_gate)
        {
            (failed ? _failed : _answered)[bucket]++;
            _latencyTicks += latency.Ticks;
        }
    }

    public void AddTo(long[] answered, long[] failed, ref long latencyTicks)
    {
        lock (_gate)
        {
            for (var i = 0; i < answered.Length; i++)
            {
                answered[i] += _answered[i];
                failed[i] += _failed[i];
            }

            latencyTicks += _latencyTicks;
        }
    }
}
