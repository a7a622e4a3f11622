namespace BlueGreen.Plans;

/// <summary>Waits for a person, with triggers armed. The deadline is the time after which the approval expires.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Role">Who may approve, for people to read.</param>
/// <param name="OnExpiry">What happens when nobody does.</param>
public sealed record ApprovalStep(string Name, string Role, Expiry OnExpiry) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
