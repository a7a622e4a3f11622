namespace BlueGreen.Yarp.Measuring;

/// <summary>What one deployment's requests came to since the router first knew it. Cumulative: whoever wants a window takes a difference. Thread-safe.</summary>
/// <param name="deployment">The deployment.</param>
internal sealed class DeploymentMeter(DeploymentId deployment)
{
    private readonly MeterStripe[] _stripes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new MeterStripe())];

    public DeploymentId Deployment => deployment;

    /// <summary>Requests in flight. Zero means that no request was in flight throughout the reading.</summary>
    public long InFlight => _stripes.Sum(s => s.InFlight);

    /// <summary>Puts a request in flight.</summary>
    /// <returns>Where the request is counted and leaves again.</returns>
    public MeterStripe Enter()
    {
        var stripe = _stripes[(uint)Thread.GetCurrentProcessorId() % (uint)_stripes.Length];
        stripe.Enter();
        return stripe;
    }

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
