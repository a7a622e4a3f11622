using BlueGreen.Notifications;
using BlueGreen.Postgres.Schema;
using Dapper;

namespace BlueGreen.Postgres.Notifications;

/// <summary>Keeps in PostgreSQL how far subscribers have been told, beside the journals. Thread-safe.</summary>
public sealed class PostgresNotificationCursors : INotificationCursors
{
    private readonly PostgresDatabase _database;
    private readonly CursorSql _sql;

    /// <summary>Makes one. The database is not touched yet.</summary>
    /// <param name="database">Where. The caller disposes it.</param>
    public PostgresNotificationCursors(PostgresDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _sql = new(SchemaName.Quote(database.Options.Schema));
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public Task<bool> ClaimAsync(string subscriber, string owner, TimeSpan duration, CancellationToken cancellationToken) => _database.Calls.ReadAsync(
        $"Claiming the right to tell '{subscriber}'",
        (connection, ct) => connection.ExecuteScalarAsync<bool>(Command(_sql.Claim, new { subscriber, owner, seconds = duration.TotalSeconds }, ct)), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public Task ReleaseAsync(string subscriber, string owner, CancellationToken cancellationToken) => _database.Calls.ReadAsync(
        $"Releasing the right to tell '{subscriber}'", (connection, ct) => connection.ExecuteAsync(Command(_sql.Release, new { subscriber, owner }, ct)), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public Task<long> ReadAsync(string subscriber, RolloutId rollout, CancellationToken cancellationToken) => _database.Calls.ReadAsync(
        $"Reading the cursor of '{subscriber}'",
        (connection, ct) => connection.ExecuteScalarAsync<long>(Command(_sql.Read, new { subscriber, rollout = rollout.Value }, ct)), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public Task WriteAsync(string subscriber, RolloutId rollout, long sequence, CancellationToken cancellationToken) => _database.Calls.ReadAsync(
        $"Writing the cursor of '{subscriber}'",
        (connection, ct) => connection.ExecuteAsync(Command(_sql.Write, new { subscriber, rollout = rollout.Value, sequence }, ct)), cancellationToken);

    private CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, commandTimeout: _database.CommandTimeout, cancellationToken: cancellationToken);
}
