using System.Runtime.CompilerServices;
using System.Text.Json;
using BlueGreen.Sqlite.Connections;
using BlueGreen.Sqlite.Schema;
using BlueGreen.Traffic;
using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Traffic;

/// <summary>A traffic register in a SQLite file, for the routers and drivers of one machine. A router that starts anew routes as before. Thread-safe.</summary>
public sealed class SqliteTrafficRegister : ITrafficRegister, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly bool _ownsDatabase;

    /// <summary>Makes a register. The file is not touched yet.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clock">Ages acknowledgements. Default: the system's.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public SqliteTrafficRegister(SqliteOptions options, TimeProvider? clock = null)
        : this(new SqliteDatabase(options, clock)) => _ownsDatabase = true;

    internal SqliteTrafficRegister(SqliteDatabase database) => _database = database;

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        return _database.ReadAsync(session => Read(session, application), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var json = JsonSerializer.Serialize(entry, SqliteJsonContext.Default.TrafficEntry);
        return _database.WriteAsync(
            session => session.Execute(TrafficSql.Write, ("$application", entry.Application), ("$epoch", entry.Token.Epoch), ("$intent", entry.Token.Intent), ("$entry", json)) == 1,
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        ArgumentException.ThrowIfNullOrWhiteSpace(router);
        return _database.WriteAsync(
            session =>
            {
                var now = _database.Now;
                session.Execute(TrafficSql.Forget, ("$now", now));
                return session.Execute(
                    TrafficSql.Acknowledge,
                    ("$application", application), ("$router", router), ("$epoch", token?.Epoch), ("$intent", token?.Intent), ("$at", now), ("$validFor", validFor?.Ticks));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        ArgumentException.ThrowIfNullOrWhiteSpace(router);
        return _database.WriteAsync(session => session.Execute(TrafficSql.Withdraw, ("$application", application), ("$router", router)), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public async Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        return await _database.ReadAsync(
            session =>
            {
                var now = _database.Now;
                return session.Rows(TrafficSql.Routers, row => Router(row, now, _database.AcknowledgementLifetime.Ticks), ("$application", application), ("$now", now));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public async IAsyncEnumerable<TrafficEntry> WatchAsync(string application, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        string? seen = null;
        while (true)
        {
            var version = await _database.ReadVersionAsync(cancellationToken).ConfigureAwait(false);
            var json = await _database.ReadAsync(session => session.Text(TrafficSql.Read, ("$application", application)), cancellationToken).ConfigureAwait(false);
            if (json is not null && json != seen)
            {
                seen = json;
                yield return Parse(json);
            }

            await _database.WaitForChangeAsync(version, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the file, where this register was made with settings of its own. Calls that come later fail.</summary>
    public void Dispose()
    {
        if (_ownsDatabase)
        {
            _database.Dispose();
        }
    }

    private static TrafficEntry? Read(SqliteSession session, string application) => session.Text(TrafficSql.Read, ("$application", application)) is { } json ? Parse(json) : null;

    private static TrafficEntry Parse(string json) => JsonSerializer.Deserialize(json, SqliteJsonContext.Default.TrafficEntry)!;

    /// <summary>What was said in a future that a clock which was set back has left tells nothing about now.</summary>
    private static RouterAcknowledgement Router(SqliteDataReader row, long now, long lifetime) =>
        new(row.GetString(0), row.IsDBNull(1) ? null : new WriteToken(row.GetInt64(1), row.GetInt64(2)), new(row.GetInt64(3), TimeSpan.Zero))
        {
            IsSilent = Math.Abs(now - row.GetInt64(3)) > lifetime,
        };
}
