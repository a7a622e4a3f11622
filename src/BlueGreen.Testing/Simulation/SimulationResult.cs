using System.Collections.Immutable;
using BlueGreen.Journal;

namespace BlueGreen.Testing.Simulation;

/// <summary>What one run came to.</summary>
internal sealed record SimulationResult(ulong Seed)
{
    /// <summary>The invariant that broke; null when all held.</summary>
    public string? Broken { get; init; }

    public string? Detail { get; init; }

    public RolloutOutcome? Outcome { get; init; }

    public required ImmutableArray<JournalEntry> Journal { get; init; }

    public required ImmutableArray<(TimeSpan At, Fault Fault, string On)> Faults { get; init; }

    public int Steps { get; init; }

    /// <summary>Late calls that no fence kept out, beyond what is promised.</summary>
    public int Residual { get; init; }

    public TimeSpan Elapsed { get; init; }
}
