namespace BlueGreen.Plans;

/// <summary>Makes green the live deployment, and reads it back.</summary>
/// <param name="Name">Unique within the plan.</param>
public sealed record PromoteStep(string Name) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => "blue made live";
}
