using System.Collections.Immutable;
using BlueGreen.Driving;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Simulation;

/// <summary>Everything about a run but its faults.</summary>
internal sealed record Scenario
{
    public required ulong Seed { get; init; }

    public required PlanDescription Plan { get; init; }

    public Release Release { get; init; } = new("2.0.0");

    public WorldSettings World { get; init; } = new();

    public DriverSettings Settings { get; init; } = new();

    public int Hosts { get; init; } = 1;

    public RolloutKind Kind { get; init; }

    public RollbackStrategy? Strategy { get; init; }

    /// <summary>What people ask, and when; the identifier is given by the run.</summary>
    public ImmutableArray<(TimeSpan At, Signal Signal)> Signals { get; init; } = [];

    /// <summary>Until when things go wrong.</summary>
    public TimeSpan FaultsUntil { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long the run may go on after the last fault.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(2);
}
