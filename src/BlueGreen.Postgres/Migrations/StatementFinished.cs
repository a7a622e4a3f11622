namespace BlueGreen.Postgres.Migrations;

/// <summary>A statement was run; in a transaction it counts only once its migration is finished.</summary>
/// <param name="Migration">The migration's part.</param>
/// <param name="Statement">Which of its statements, from 1.</param>
/// <param name="Of">How many it has.</param>
/// <param name="Took">How long it ran, waiting for locks included.</param>
public sealed record StatementFinished(string Migration, int Statement, int Of, TimeSpan Took) : MigrationProgress(Migration);
