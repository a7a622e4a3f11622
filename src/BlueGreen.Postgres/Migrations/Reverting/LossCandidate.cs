namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>What a statement, or the states that were kept, say would be lost; as it is written there.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Name">The table, the schema of tables, or the beginning of the statement.</param>
/// <param name="Column">The column; null where all of a table is meant.</param>
internal sealed record LossCandidate(RevertLossKind Kind, string Name, string? Column = null)
{
    /// <summary>Whether <see cref="Name"/> is a schema, of which all tables are meant.</summary>
    public bool IsSchema { get; init; }
}
