using BlueGreen.Yarp.Draining;

namespace BlueGreen.Yarp.Measuring;

/// <summary>What one deployment's requests came to since the router first knew it. Cumulative: whoever wants a window takes a difference. Thread-safe.</summary>
/// <param name="deployment">The deployment.</param>
/// <param name="version">Its version, or its identifier where it does not say.</param>
/// <param name="longLived">Its long-lived connections.</param>
internal sealed class DeploymentMeter(DeploymentId deployment, string version, LongLivedConnections longLived)
{
    private readonly MeterStripe[] _stripes = [.. Enumerable.Range(0, Processors.Stripes).Select(_ => new MeterStripe())];
    private long _retries;

    public DeploymentId Deployment => deployment;

    public string Version => version;

    public LongLivedConnections LongLived => longLived;

    /// <summary>Requests in flight. Zero means that no request was in flight throughout the reading.</summary>
    public long InFlight => _stripes.Sum(s => s.InFlight);

    /// <summary>The counters of the processor that asks.</summary>
    public MeterStripe CurrentStripe => _stripes[Processors.CurrentStripe(_stripes.Length)];

    /// <summary>How many of the failed requests were tried again.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Puts a request in flight.</summary>
    /// <returns>Where the request is counted and leaves again.</returns>
    public MeterStripe Enter()
    {
        var stripe = CurrentStripe;
        stripe.Enter();
        return stripe;
    }

    public void CountRetry() => Interlocked.Increment(ref _retries);

    public MeterCounts Read()
    {
        var answered = new long[LatencyScale.Buckets];
        var failed = new long[LatencyScale.Buckets];
        var latencyTicks = 0L;
        foreach (var stripe in _stripes)
        {
            stripe.AddTo(answered, failed, ref latencyTicks);
        }

        return MeterCounts.Of(answered, failed, TimeSpan.FromTicks(latencyTicks));
    }
}
