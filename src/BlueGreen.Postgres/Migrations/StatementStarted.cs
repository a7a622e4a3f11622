namespace BlueGreen.Postgres.Migrations;

/// <summary>A statement is about to be run.</summary>
/// <param name="Migration">The migration's part.</param>
/// <param name="Statement">Which of its statements, from 1.</param>
/// <param name="Of">How many it has.</param>
/// <param name="Text">The statement's beginning, with variables by name.</param>
public sealed record StatementStarted(string Migration, int Statement, int Of, string Text) : MigrationProgress(Migration);
