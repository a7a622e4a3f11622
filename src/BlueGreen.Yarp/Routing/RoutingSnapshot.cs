using System.Collections.Immutable;
using BlueGreen.Traffic;

namespace BlueGreen.Yarp.Routing;

/// <summary>One entry of the register, made ready for the request path. Never changes, so a request cannot see half of a weight change.</summary>
internal sealed class RoutingSnapshot
{
    /// <summary>How many tickets there are: one per hundredth of a percent.</summary>
    public const int Tickets = 10_000;

    private readonly (int Below, RoutingTarget Target)[] _ranges;

    public RoutingSnapshot(TrafficEntry entry, ImmutableArray<RoutingTarget> targets)
    {
        Entry = entry;
        Targets = targets;
        _ranges = new (int, RoutingTarget)[targets.Length];
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

    /// <summary>The deployment that a ticket goes to, or null when the split is none.</summary>
    /// <param name="ticket">From 0 up to, but not including, <see cref="Tickets"/>.</param>
    public RoutingTarget? Pick(int ticket)
    {
        foreach (var (below, target) in _ranges)
        {
            if (ticket < below)
            {
                return target;
            }
        }

        return null;
    }
}
