using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Connections;

internal static class SqliteConnectionExtensions
{
    /// <summary>Runs statements once, without keeping them.</summary>
    /// <returns>The first value that they answered.</returns>
    public static object? Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
