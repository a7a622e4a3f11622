namespace BlueGreen.Plans;

/// <summary>Lets the rollout pass only when a check against green passes.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Check">The check.</param>
public sealed record GateStep(string Name, CheckDescription Check) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
