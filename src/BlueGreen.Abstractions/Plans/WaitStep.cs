namespace BlueGreen.Plans;

/// <summary>Waits, with triggers armed, without judging. The deadline is the duration.</summary>
/// <param name="Name">Unique within the plan.</param>
public sealed record WaitStep(string Name) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
