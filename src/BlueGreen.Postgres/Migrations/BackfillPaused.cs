namespace BlueGreen.Postgres.Migrations;

/// <summary>A backfill waits for the standbys.</summary>
/// <param name="Migration">The migration's part.</param>
/// <param name="Lag">How far they are behind.</param>
public sealed record BackfillPaused(string Migration, TimeSpan Lag) : MigrationProgress(Migration);
