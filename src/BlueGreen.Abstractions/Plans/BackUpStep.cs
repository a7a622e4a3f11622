using System.Collections.Immutable;

namespace BlueGreen.Plans;

/// <summary>Takes snapshots before anything is changed.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Snapshots">What to record, each kind once.</param>
public sealed record BackUpStep(string Name, ImmutableArray<Snapshot> Snapshots) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
