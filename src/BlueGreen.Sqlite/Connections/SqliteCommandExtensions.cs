using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Connections;

internal static class SqliteCommandExtensions
{
    /// <summary>Sets parameters anew; null becomes SQL's NULL.</summary>
    public static void Bind(this SqliteCommand command, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        for (var index = 0; index < parameters.Length; index++)
        {
            var (name, value) = parameters[index];
            if (index < command.Parameters.Count)
            {
                command.Parameters[index].Value = value ?? DBNull.Value;
            }
            else
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }
        }
    }
}
