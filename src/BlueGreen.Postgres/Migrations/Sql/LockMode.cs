namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Table locks, weakest first.</summary>
internal enum LockMode
{
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}
