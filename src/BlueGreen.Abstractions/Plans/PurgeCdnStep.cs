namespace BlueGreen.Plans;

/// <summary>Empties the content delivery network's cache.</summary>
/// <param name="Name">Unique within the plan.</param>
public sealed record PurgeCdnStep(string Name) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => "purged again";
}
