using BlueGreen.Notifications;
using BlueGreen.Sqlite.Connections;

namespace BlueGreen.Sqlite.Notifications;

/// <summary>Keeps cursors in a SQLite file, beside the journals. Thread-safe.</summary>
public sealed class SqliteNotificationCursors : INotificationCursors, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly bool _ownsDatabase;

    /// <summary>Makes cursors. The file is not touched yet.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clock">The clock of claims. Default: the system's.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public SqliteNotificationCursors(SqliteOptions options, TimeProvider? clock = null)
        : this(new SqliteDatabase(options, clock)) => _ownsDatabase = true;

    internal SqliteNotificationCursors(SqliteDatabase database) => _database = database;

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<bool> ClaimAsync(string subscriber, string owner, TimeSpan duration, CancellationToken cancellationToken) => _database.WriteAsync(
        session => session.Execute(CursorSql.Claim, ("$subscriber", subscriber), ("$owner", owner), ("$now", _database.Now), ("$duration", duration.Ticks)) == 1,
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task ReleaseAsync(string subscriber, string owner, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => session.Execute(CursorSql.Release, ("$subscriber", subscriber), ("$owner", owner)), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<long> ReadAsync(string subscriber, RolloutId rollout, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => session.Number(CursorSql.Read, ("$subscriber", subscriber), ("$rollout", rollout.Value)) ?? 0, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task WriteAsync(string subscriber, RolloutId rollout, long sequence, CancellationToken cancellationToken) => _database.WriteAsync(
        session => session.Execute(CursorSql.Write, ("$subscriber", subscriber), ("$rollout", rollout.Value), ("$sequence", sequence)),
        cancellationToken);

    /// <summary>Closes the file, where these cursors were made with settings of their own. Calls that come later fail.</summary>
    public void Dispose()
    {
        if (_ownsDatabase)
        {
            _database.Dispose();
        }
    }
}
