namespace BlueGreen.Plans;

/// <summary>Asks green the plan's probes until all of them are healthy in one round.</summary>
/// <param name="Name">Unique within the plan.</param>
public sealed record ProbeStep(string Name) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
