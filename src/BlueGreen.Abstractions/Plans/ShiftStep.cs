namespace BlueGreen.Plans;

/// <summary>Gives green a share of the traffic, and reads it back.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Green">Green's share. Without a blue deployment every share is 100%.</param>
public sealed record ShiftStep(string Name, Percentage Green) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => "all traffic to blue";
}
