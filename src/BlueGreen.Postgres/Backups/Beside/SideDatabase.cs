using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>A database that a backup is restored into, beside the one that serves.</summary>
internal static class SideDatabase
{
    /// <summary>Makes an empty one. It lets nobody in before its comment says what it is. The session that it returns says that it is in use; the server takes that back with the session.</summary>
    /// <exception cref="ProviderException">The server refused.</exception>
    public static async Task<NpgsqlConnection> CreateAsync(BackupSource server, string shape, CopyMark mark, CancellationToken cancellationToken)
    {
        var connection = await server.ConnectAsync("Making a side database", cancellationToken).ConfigureAwait(false);
        var isMade = false;
        try
        {
            await SweepAsync(connection, mark.Beside, cancellationToken).ConfigureAwait(false);
            await HolderLock.TakeAsync(connection, mark.Name, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(new($"create database {Quote(mark.Name)} {shape} allow_connections false connection limit 0", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
            isMade = true;
            await connection.ExecuteAsync(new(await CommentAsync(connection, mark.Name, mark.Write(), cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken)).ConfigureAwait(false);
            await connection.ExecuteAsync(new($"alter database {Quote(mark.Name)} allow_connections true connection limit -1", cancellationToken: cancellationToken)).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (isMade)
            {
                await DiscardAsync(server, mark.Name).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (e is PostgresException { SqlState: PostgresErrorCodes.WrongObjectType or PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.FeatureNotSupported } unlike)
            {
                throw ProviderException.Permanent(
                    $"No side database like the one that was dumped can be made at {server.Words}: {unlike.MessageText} ({shape}). Install that locale or provider there, or set {nameof(PostgresBackupOptions)}.{nameof(PostgresBackupOptions.VerifyOn)} to a server that has it.", e);
            }

            if (MigrationFailure.Concerns(e))
            {
                throw MigrationFailure.Connecting($"Making the side database '{mark.Name}'", server.Words, e);
            }

            throw;
        }
    }

    public static Task<int> DropAsync(NpgsqlConnection server, string name, CancellationToken cancellationToken = default) =>
        server.ExecuteAsync(new($"drop database if exists {Quote(name)} with (force)", commandTimeout: 0, cancellationToken: cancellationToken));

    /// <summary>Drops what is of no use, on a session of its own: the one that made it may be gone. Where that fails, the next restore finds it by its comment.</summary>
    public static async Task DiscardAsync(BackupSource server, string name)
    {
        try
        {
            await server.WorkAsync("Dropping a side database", connection => DropAsync(connection, name), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ProviderException)
        {
            // What failed before is what the caller has to hear.
        }
    }

    /// <summary>The statement that gives a database a comment, or none.</summary>
    public static async Task<string> CommentAsync(NpgsqlConnection server, string name, string? text, CancellationToken cancellationToken) =>
        await server.QuerySingleAsync<string>(new("select format('comment on database %I is %L', @name::text, @text::text)", new { name, text }, cancellationToken: cancellationToken)).ConfigureAwait(false);

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>What cannot be dropped, such as one that a prepared transaction holds, is no reason not to restore; it is still found.</summary>
    private static async Task SweepAsync(NpgsqlConnection connection, string beside, CancellationToken cancellationToken)
    {
        try
        {
            await CopySurvey.SweepAsync(connection, beside, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (MigrationFailure.WasAnswered(e))
        {
            // SweepAsync of PostgresBackups says why.
        }
    }
}
