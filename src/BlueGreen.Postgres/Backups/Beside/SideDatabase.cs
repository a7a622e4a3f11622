using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>A database that a backup is restored into, beside the one that serves.</summary>
internal static class SideDatabase
{
    private const string VerifyPrefix = "bluegreen_verify_";

    /// <summary>A name of one's own, for a copy that is dropped after it was looked at.</summary>
    public static string VerifyName() => $"{VerifyPrefix}{Guid.NewGuid():n}"[..40];

    /// <summary>Makes an empty one. The session that it returns marks it as in use; the server ends the mark with the session.</summary>
    /// <exception cref="ProviderException">The server refused.</exception>
    public static async Task<NpgsqlConnection> CreateAsync(BackupSource server, string name, DatabaseShape shape, CancellationToken cancellationToken)
    {
        var connection = await server.ConnectAsync("Making a side database", cancellationToken).ConfigureAwait(false);
        try
        {
            await SweepAsync(connection, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(new("select pg_advisory_lock(hashtextextended(@name, 0))", new { name }, cancellationToken: cancellationToken)).ConfigureAwait(false);
            await connection.ExecuteAsync(new($"create database {Quote(name)} {shape.Clause}", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (MigrationFailure.Concerns(e))
            {
                throw MigrationFailure.Connecting($"Making the side database '{name}'", server.Words, e);
            }

            throw;
        }
    }

    public static Task<int> DropAsync(NpgsqlConnection server, string name) => server.ExecuteAsync($"drop database if exists {Quote(name)} with (force)");

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Drops those that processes left behind that were killed. Locks are each database's own, so that only those made by way of this one are known: their comment says by which.</summary>
    private static async Task SweepAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var left = await connection.QueryAsync<string>(new(
            $"select datname from pg_database where starts_with(datname, '{VerifyPrefix}') and shobj_description(oid, 'pg_database') = current_database()", cancellationToken: cancellationToken)).ConfigureAwait(false);
        foreach (var name in left)
        {
            if (await connection.ExecuteScalarAsync<bool>(new("select pg_try_advisory_lock(hashtextextended(@name, 0))", new { name }, cancellationToken: cancellationToken)).ConfigureAwait(false))
            {
                await DropAsync(connection, name).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Says by way of which database it was made.</summary>
    public static Task<int> MarkAsync(NpgsqlConnection server, string name, CancellationToken cancellationToken) => server.ExecuteAsync(new(
        $"do $$ begin execute format('comment on database %I is %L', '{name}', current_database()); end $$", cancellationToken: cancellationToken));
}
