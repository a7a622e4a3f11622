using BlueGreen.Journal;
using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Journal;

/// <summary>An entry as a row.</summary>
internal static class EntryRow
{
    public static JournalEntry Read(SqliteDataReader row, RolloutId rollout, string path)
    {
        var sequence = row.GetInt64(0);
        try
        {
            return new(rollout, sequence, row.GetString(1), row.GetInt64(2), new(row.GetInt64(3), TimeSpan.Zero), JournalJson.Read(row.GetString(4)));
        }
        catch (UnknownEventException exception)
        {
            throw new UnknownEventException($"Entry {sequence} of rollout {rollout} in {path}: {exception.Message}", exception);
        }
    }
}
