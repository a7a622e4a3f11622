using BlueGreen.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Sqlite.Connections;

/// <summary>The file: made when it is missing, checked and brought up to date whenever it is opened.</summary>
internal sealed class DatabaseFile(SqliteOptions options, SqliteSchema schema, ILogger logger)
{
    private const int PageSize = 4096;

    private readonly long? _maximumPages = options.MaximumBytes / PageSize;
    private readonly TimeSpan _busyTimeout = options.BusyTimeout;

    public string Path { get; } = System.IO.Path.GetFullPath(options.Path);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="ProviderException">The path cannot be used, or what is there is not ours.</exception>
    /// <exception cref="SqliteException">SQLite cannot use the file.</exception>
    public SqliteConnection Open()
    {
        if (!File.Exists(Path))
        {
            Make();
        }
        else if (new FileInfo(Path).Length == 0)
        {
            throw ProviderException.Permanent(
                $"The database {Path} is an empty file, which this library never leaves: it was damaged, or others made it. Bring it back from a backup, or delete it to begin anew.");
        }

        var connection = Connect(Path);
        try
        {
            var (from, to) = schema.Prepare(connection, Path);
            if (from < to)
            {
                logger.DatabaseUpgraded(Path, from, to);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A new database is made beside its place and moved there when it is whole, so that first starts at once do not meet half of it.</summary>
    private void Make()
    {
        if (Directory.Exists(Path))
        {
            throw ProviderException.Permanent($"The database path {Path} is a folder; it must be a file. Name a file in that folder.");
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
        {
            throw ProviderException.Permanent($"The database {Path} could not be made: its folder does not exist. Make the folder, for the user that runs this program.");
        }

        var beside = $"{Path}.new-{Guid.NewGuid():N}";
        try
        {
            Create(beside);
            using (var connection = Connect(beside))
            {
                connection.Run("PRAGMA journal_mode = WAL");
                schema.Create(connection);
            }

            File.Move(beside, Path, overwrite: false);
            logger.DatabaseMade(Path);
        }
        catch (IOException) when (File.Exists(Path))
        {
        }
        catch (UnauthorizedAccessException exception)
        {
            throw ProviderException.Permanent($"The database {Path} could not be made: this user may not write its folder. Give the user that right, or name another path.", exception);
        }
        catch (IOException exception)
        {
            throw ProviderException.Transient($"The database {Path} could not be made: {exception.Message}. Check its disk and repeat the call.", exception);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void Create(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, how).Dispose();
    }

    private SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(_busyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            connection.Run($"PRAGMA busy_timeout = {(int)_busyTimeout.TotalMilliseconds}");
            connection.Run("PRAGMA synchronous = FULL");
            if (_maximumPages is { } pages)
            {
                connection.Run($"PRAGMA max_page_count = {pages}");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
