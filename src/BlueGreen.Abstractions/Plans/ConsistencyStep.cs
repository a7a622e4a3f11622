namespace BlueGreen.Plans;

/// <summary>Checks that data is consistent; an error counts as a failure. The check is bound by the step's name.</summary>
/// <param name="Name">Unique within the plan.</param>
public sealed record ConsistencyStep(string Name) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
