namespace BlueGreen.Postgres.Migrations;

/// <summary>Something that the runner does.</summary>
/// <param name="Migration">The migration's part, such as <c>0042_add_name</c> or <c>0042_add_name.backfill</c>.</param>
public abstract record MigrationProgress(string Migration);
