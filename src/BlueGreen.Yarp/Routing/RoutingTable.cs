using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BlueGreen.Traffic;
using BlueGreen.Yarp.Draining;
using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Yarp.Routing;

/// <summary>
/// What one application's requests are routed by. Readers see one immutable snapshot; publishing replaces it whole. Thread-safe.
/// </summary>
/// <param name="random">Draws for requests whose user is not known.</param>
/// <param name="connectionsOf">Makes the list of a deployment's long-lived connections.</param>
/// <param name="permit">Until when it may be used without the register. Default: for ever.</param>
internal sealed class RoutingTable(IRandomSource random, Func<DeploymentId, LongLivedConnections> connectionsOf, RoutingPermit? permit = null) : IDisposable
{
    /// <summary>How many deployments without weight keep their counters, so that a router that runs for years does not grow.</summary>
    public const int RetainedMeters = 16;

    private readonly Lock _gate = new();
    private volatile RoutingSnapshot? _snapshot;
    private ImmutableArray<DeploymentMeter> _meters = [];

    /// <summary>Until when it may be used.</summary>
    public RoutingPermit Permit { get; } = permit ?? new(limit: null, TimeProvider.System);

    /// <summary>The entry in force, or null while there is none.</summary>
    public TrafficEntry? Entry => _snapshot?.Entry;

    /// <summary>The counters of all deployments that were routed to lately, most recently routed first.</summary>
    public ImmutableArray<DeploymentMeter> Meters
    {
        get
        {
            lock (_gate)
            {
                return _meters;
            }
        }
    }

    /// <summary>Puts an entry in force, unless a newer one is. When it returns, no request starts by an older entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>Whether the entry is in force now.</returns>
    public bool Publish(TrafficEntry entry)
    {
        lock (_gate)
        {
            if (_snapshot is { } present && entry.Token < present.Entry.Token)
            {
                return false;
            }

            var targets = entry.Split.Weights.Select(w => TargetOf(w.Deployment, entry)).ToImmutableArray();
            var routed = targets.Select(t => t.Meter).ToImmutableArray();
            _meters = Retain(routed);
            Interlocked.Exchange(ref _snapshot, new(entry, targets));
            TellWeights(routed);
            return true;
        }
    }

    /// <summary>
    /// Draws a deployment and claims it. The claim is made first and the snapshot read again after it, so that whoever saw a newer entry published and
    /// then nothing in flight can rely on it.
    /// </summary>
    /// <param name="draw">How to draw.</param>
    /// <param name="lease">The claim, to be released exactly once.</param>
    /// <returns>False when no deployment receives traffic, or the permit has run out.</returns>
    public bool TryTake(in Draw draw, [MaybeNullWhen(false)] out RoutingLease lease)
    {
        while (true)
        {
            var snapshot = _snapshot;
            var target = snapshot is null ? null : Pick(snapshot, draw);
            if (target is null)
            {
                lease = default;
                return false;
            }

            var stripe = target.Meter.Enter();
            if (!Permit.IsValid)
            {
                stripe.Leave();
                lease = default;
                return false;
            }

            if (ReferenceEquals(snapshot, _snapshot))
            {
                lease = new(target, stripe);
                return true;
            }

            stripe.Leave();
        }
    }

    public void Dispose()
    {
        foreach (var meter in Meters)
        {
            meter.LongLived.Dispose();
        }
    }

    private RoutingTarget? Pick(RoutingSnapshot snapshot, in Draw draw) =>
        draw.User is { } user ? snapshot.Pick(snapshot.TicketOf(user)) : snapshot.Pick(random.Next(RoutingSnapshot.Tickets), draw.Avoid);

    private RoutingTarget TargetOf(DeploymentId id, TrafficEntry entry)
    {
        var deployment = entry.Deployments.FirstOrDefault(d => d.Id == id)
            ?? throw ProviderException.Permanent(
                $"The traffic register's entry {entry.Token} for '{entry.Application}' gives weight to '{id}' but has no address for it. "
                + "Write the entry again with all its deployments.");
        return new(deployment, _meters.FirstOrDefault(m => m.Deployment == id) ?? new(id, deployment.Version ?? id.Value, connectionsOf(id)));
    }

    private void TellWeights(ImmutableArray<DeploymentMeter> routed)
    {
        foreach (var meter in _meters)
        {
            if (routed.Contains(meter))
            {
                meter.LongLived.GainWeight();
            }
            else
            {
                meter.LongLived.LoseWeight();
            }
        }
    }

    private ImmutableArray<DeploymentMeter> Retain(ImmutableArray<DeploymentMeter> routed)
    {
        var others = _meters.Except(routed).ToArray();
        return [.. routed, .. others.Take(RetainedMeters), .. others.Skip(RetainedMeters).Where(m => m.InFlight > 0)];
    }
}
