namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>A table that a statement locks.</summary>
/// <param name="Table">Its name as the statement writes it.</param>
/// <param name="Mode">The lock.</param>
internal sealed record LockTarget(string Table, LockMode Mode);
