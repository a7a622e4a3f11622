namespace BlueGreen.Postgres.Migrations.Locks;

/// <summary>A table was not to be had at once. Nobody waited for it.</summary>
internal sealed class TableBusyException(Exception cause) : Exception(cause.Message, cause);
