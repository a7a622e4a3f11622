using System.Collections.Immutable;

namespace BlueGreen.Plans;

/// <summary>Runs checks side by side and reports all failures together.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Checks">The checks.</param>
public sealed record CheckStep(string Name, ImmutableArray<CheckDescription> Checks) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
