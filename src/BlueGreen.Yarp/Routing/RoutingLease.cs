using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Yarp.Routing;

/// <summary>A request's claim on a deployment: while it is held, the deployment has a request in flight.</summary>
internal readonly struct RoutingLease(RoutingTarget target, MeterStripe stripe)
{
    public RoutingTarget Target => target;

    /// <summary>Counts the request.</summary>
    /// <param name="latency">From request to answer, or to the failure.</param>
    /// <param name="failed">Whether the deployment failed to answer properly.</param>
    public void Record(TimeSpan latency, bool failed) => stripe.Record(latency, failed);

    /// <summary>Gives the claim back. Called exactly once, after <see cref="Record"/>, so that nothing in flight means that everything is counted.</summary>
    public void Release() => stripe.Leave();
}
