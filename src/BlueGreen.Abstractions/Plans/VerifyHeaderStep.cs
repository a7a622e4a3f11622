namespace BlueGreen.Plans;

/// <summary>Asks an address of the application, as users do, until a header of the answer names the release's version.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Header">The header's name.</param>
/// <param name="Url">The address.</param>
public sealed record VerifyHeaderStep(string Name, string Header, Uri Url) : PlanStep(Name)
{
    /// <inheritdoc/>
    public override string? Compensation => null;
}
