namespace BlueGreen.Postgres.Migrations;

/// <summary>A migration's part is applied, or reverted, for good.</summary>
/// <param name="Migration">The migration's part.</param>
/// <param name="Took">How long it took, its attempts to get locks included.</param>
/// <param name="Attempts">How many attempts its locks took.</param>
public sealed record MigrationFinished(string Migration, TimeSpan Took, int Attempts) : MigrationProgress(Migration);
