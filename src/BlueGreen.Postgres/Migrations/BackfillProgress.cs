namespace BlueGreen.Postgres.Migrations;

/// <summary>A batch of a backfill is written.</summary>
/// <param name="Migration">The migration's part.</param>
/// <param name="Rows">The rows changed so far, by earlier runs too.</param>
/// <param name="Batches">The batches so far, by earlier runs too.</param>
/// <param name="BatchSize">The rows that the next batch looks at.</param>
/// <param name="Took">How long the last batch took.</param>
/// <param name="Cursor">The last key of that batch.</param>
public sealed record BackfillProgress(string Migration, long Rows, long Batches, int BatchSize, TimeSpan Took, string Cursor) : MigrationProgress(Migration);
