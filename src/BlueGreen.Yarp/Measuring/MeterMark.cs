using System.Collections.Immutable;

namespace BlueGreen.Yarp.Measuring;

/// <summary>All counters at one moment.</summary>
/// <param name="At">The moment, unique within a history.</param>
/// <param name="Counts">The counters of each deployment that was known then.</param>
internal sealed record MeterMark(DateTimeOffset At, ImmutableDictionary<DeploymentMeter, MeterCounts> Counts)
{
    /// <summary>What happened between an earlier mark and this one at one deployment; null when the router knows nothing of it.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="earlier">The earlier mark. A deployment that it lacks was not counted yet.</param>
    public MeterCounts? Since(MeterMark earlier, DeploymentId deployment)
    {
        var meter = Counts.Keys.FirstOrDefault(m => m.Deployment == deployment);
        return meter is null ? null : Counts[meter].Minus(earlier.Counts.GetValueOrDefault(meter, MeterCounts.Zero));
    }
}
