using System.Collections.Immutable;
using BlueGreen.Traffic;

namespace BlueGreen.Yarp.Routing;

/// <summary>One entry of the register, made ready for the request path. Never changes, so a request cannot see half of a weight change.</summary>
internal sealed class RoutingSnapshot
{
    /// <summary>How many tickets there are: one per hundredth of a percent.</summary>
    public const int Tickets = 10_000;

    private readonly (int Below, RoutingTarget Target)[] _ranges;
    private readonly ulong _salt;

    public RoutingSnapshot(TrafficEntry entry, ImmutableArray<RoutingTarget> targets)
    {
        Entry = entry;
        Targets = targets;
        _ranges = new (int, RoutingTarget)[targets.Length];
        _salt = SplitMixRandomSource.Mix(targets.Aggregate(UserHash.Of([]), (hash, target) => UserHash.Of($"{target.Deployment.Id}\n", hash)));
        var below = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            below += entry.Split.Weights[i].HundredthsOfPercent;
            _ranges[i] = (below, targets[i]);
        }
    }

    public TrafficEntry Entry { get; }

    /// <summary>One target per weight of the split, in the same order.</summary>
    public ImmutableArray<RoutingTarget> Targets { get; }

    /// <summary>
    /// The ticket that a user keeps as long as the same deployments share the traffic. The first of two has the tickets from 0 upwards and the second those that are
    /// left, whatever their weights, so while one's weight rises nobody leaves it. Other deployments deal anew: nobody is always among the first.
    /// </summary>
    /// <param name="user">The user's hash.</param>
    public int TicketOf(ulong user) => SplitMixRandomSource.Scale(SplitMixRandomSource.Mix(user ^ _salt), Tickets);

    /// <summary>The deployment that a ticket goes to, or null when the split is none.</summary>
    /// <param name="ticket">From 0 up to, but not including, <see cref="Tickets"/>.</param>
    /// <param name="avoid">A deployment whose tickets go to the next one.</param>
    public RoutingTarget? Pick(int ticket, DeploymentId? avoid = null)
    {
        for (var i = 0; i < _ranges.Length; i++)
        {
            if (ticket < _ranges[i].Below)
            {
                var target = _ranges[i].Target;
                return avoid is { } failed && failed == target.Deployment.Id ? _ranges[(i + 1) % _ranges.Length].Target : target;
            }
        }

        return null;
    }
}
