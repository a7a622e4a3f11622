namespace BlueGreen.Plans;

/// <summary>Lets the rollout pass only when a check against green passes.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Check">The check.</param>
public sealed record GateStep(string Name, CheckDescription Check) : PlanStep(Name)
{
    /// <summary>What the figures that the check's command brings are compared with; null where only its exit code counts.</summary>
    public Baseline? CompareWith { get; init; }

    /// <summary>What happens when it does not pass. Default: the rollout rolls back.</summary>
    public GateFailure OnFailure { get; init; }

    /// <inheritdoc/>
    public override string? Compensation => null;
}
