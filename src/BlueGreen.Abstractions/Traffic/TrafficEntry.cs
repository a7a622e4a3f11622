using System.Collections.Immutable;

namespace BlueGreen.Traffic;

/// <summary>What a register says about one application.</summary>
public sealed record TrafficEntry
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The split.</summary>
    public required TrafficSplit Split { get; init; }

    /// <summary>The deployments that the split names, with their addresses.</summary>
    public required ImmutableArray<Deployment> Deployments { get; init; }

    /// <summary>Orders this entry among all of the application's.</summary>
    public required WriteToken Token { get; init; }
}
