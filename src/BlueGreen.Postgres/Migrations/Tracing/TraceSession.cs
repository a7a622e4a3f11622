using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>The connection on which a rehearsal runs, and where it gets others.</summary>
internal sealed class TraceSession(NpgsqlDataSource source, NpgsqlConnection connection, PostgresMigrationOptions options, TimeProvider clock) : IAsyncDisposable
{
    public NpgsqlConnection Connection => connection;

    public TimeProvider Clock => clock;

    public PostgresMigrationOptions Options => options;

    public static async Task<TraceSession> OpenAsync(NpgsqlDataSource source, PostgresMigrationOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = new TraceSession(source, await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), options, clock);
        try
        {
            await session.ResetAsync(cancellationToken).ConfigureAwait(false);
            return await session.Connection.ExecuteScalarAsync<bool>(new("select current_setting('track_counts')::bool", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)
                ? session
                : throw ProviderException.Permanent("A rehearsal cannot see which tables are read from end to end, because track_counts is off. Turn it on for the copy: ALTER DATABASE … SET track_counts = on.");
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task ResetAsync(CancellationToken cancellationToken) => SessionSettings.ApplyAsync(connection, options, cancellationToken);

    /// <summary>One more session of the same database.</summary>
    public async Task<NpgsqlConnection> AnotherAsync(CancellationToken cancellationToken)
    {
        var another = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await SessionSettings.ApplyAsync(another, options, cancellationToken).ConfigureAwait(false);
        return another;
    }

    public async Task ExecuteAsync(string sql, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
