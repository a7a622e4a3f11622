namespace BlueGreen.Plans;

/// <summary>Builds the release where asked to, and deploys it beside blue.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="BuildWith">The command that builds it, or null.</param>
public sealed record DeployStep(string Name, Command? BuildWith) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => "green is stopped";
}
