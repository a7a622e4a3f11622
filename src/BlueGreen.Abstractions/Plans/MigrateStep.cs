namespace BlueGreen.Plans;

/// <summary>Runs the migrations of one phase.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Phase">Which migrations.</param>
public sealed record MigrateStep(string Name, MigrationPhase Phase) : PlanStep(Name)
{
    /// <summary>Whether a rollback reverts them; expand migrations only. Default: no, they stay.</summary>
    public bool RevertOnRollback { get; init; }

    /// <inheritdoc/>
    public override string? Compensation => RevertOnRollback ? "reverted" : Phase == MigrationPhase.Expand ? "none, the schema stays" : "none";
}
