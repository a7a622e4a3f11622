namespace BlueGreen.Plans;

/// <summary>From here on there is no automatic way back: a failure freezes the rollout and waits for a person.</summary>
/// <param name="Name">Unique within the plan.</param>
public sealed record PointOfNoReturnStep(string Name) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
