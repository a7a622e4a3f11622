using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Connections;

/// <summary>Says what SQLite's errors mean, and what to do. The numbers are those of https://sqlite.org/rescode.html.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int Locked = 6;

    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    public static ProviderException Translate(SqliteException exception, string path)
    {
        var (isTransient, meaning) = Explain(exception.SqliteErrorCode);
        var message = $"The database {path} could not be used: {meaning}. SQLite says: {exception.Message}";
        return isTransient ? ProviderException.Transient(message, exception) : ProviderException.Permanent(message, exception);
    }

    private static (bool IsTransient, string Meaning) Explain(int code) => code switch
    {
        Busy or Locked => (true, "another process has been writing for longer than BusyTimeout; repeat the call"),
        10 => (true, "its disk answers with errors; check the disk and repeat the call"),
        13 => (true, "its disk is full, or MaximumBytes is reached; free space or raise the limit, and repeat the call. What was written before can be read"),
        3 or 8 or 23 => (false, "this user may not write it; give the user the right to write the file and its folder"),
        11 => (false, "its content is damaged; stop all programs that use it and bring it back from a backup, or move it aside to begin anew"),
        14 => (false, "it cannot be opened; check that it is a file, and that this user may read and write it and its folder"),
        26 => (false, "it is no SQLite database, or its beginning is damaged; name another path, or bring it back from a backup"),
        _ => (false, "SQLite refused the call"),
    };
}
