using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Connections;

/// <summary>
/// A connection with its prepared commands, used by one caller at a time, on a thread of the pool because SQLite's calls block. It is opened when it is first needed, and again after trouble.
/// </summary>
internal sealed class SqliteSession(DatabaseFile file) : IDisposable
{
    /// <summary>Begins a transaction that reads one state of the database.</summary>
    public const string Snapshot = "BEGIN";

    /// <summary>Begins a transaction that writes: nobody else writes until it ends.</summary>
    public const string Exclusive = "BEGIN IMMEDIATE";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteConnection? _connection;
    private bool _isDisposed;

    /// <summary>How often the connection has been opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Waits its turn, then does it all; once begun it is not cancelled.</summary>
    public async Task<T> DoAsync<T>(Func<SqliteSession, T> action, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Do(action), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public T Within<T>(string begin, Func<SqliteSession, T> action)
    {
        Execute(begin);
        try
        {
            var result = action(this);
            Execute("COMMIT");
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    /// <summary>The first row's number; null when there is no row, or no number in it.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Prepare(sql, parameters).ExecuteScalar() as long?;

    /// <summary>The first row's text; null when there is no row, or no text in it.</summary>
    public string? Text(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Prepare(sql, parameters).ExecuteScalar() as string;

    /// <summary>All rows.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        _gate.Wait();
        _isDisposed = true;
        Close();
        _gate.Release();
    }

    private T Do<T>(Func<SqliteSession, T> action)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            if (_connection is null)
            {
                _connection = file.Open();
                Opened++;
            }

            return action(this);
        }
        catch (SqliteException exception)
        {
            if (!SqliteFaults.IsBusy(exception))
            {
                Close();
            }

            throw SqliteFaults.Translate(exception, file.Path);
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection!.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        command.Bind(parameters);
        return command;
    }

    /// <summary>What broke may have ended the transaction already.</summary>
    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private void Close()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
        _connection?.Dispose();
        _connection = null;
    }
}
