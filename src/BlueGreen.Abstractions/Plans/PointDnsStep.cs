namespace BlueGreen.Plans;

/// <summary>Points a host name at green.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Host">The host name.</param>
public sealed record PointDnsStep(string Name, string Host) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => "pointed at blue";
}
