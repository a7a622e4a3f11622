using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>A copy of a database, to be used up by a rehearsal.</summary>
public sealed class ShadowDatabase : IAsyncDisposable
{
    private readonly string? _server;

    private ShadowDatabase(string connectionString, string? server) => (ConnectionString, _server) = (connectionString, server);

    /// <summary>Its name.</summary>
    public string Name => new NpgsqlConnectionStringBuilder(ConnectionString).Database ?? "";

    internal string ConnectionString { get; }

    /// <summary>Names a copy that is there already, such as staging's with its rows. The rehearsal changes it, and runs contracts, too: never name the database that serves.</summary>
    /// <param name="connectionString">The copy, in the words of Npgsql.</param>
    public static ShadowDatabase Existing(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return new(connectionString, null);
    }

    /// <summary>Makes a database with the schema of another, without its rows, by <c>pg_dump</c> and <c>pg_restore</c>. Owners and rights are not copied. Disposing drops it.</summary>
    /// <param name="database">The database to copy, in the words of Npgsql.</param>
    /// <param name="options">How. Default: all defaults.</param>
    /// <param name="cancellationToken">Stops the programs; what was made is dropped.</param>
    /// <exception cref="ProviderException">The programs are not there or failed, the server cannot be reached, or the role may not create databases.</exception>
    public static async Task<ShadowDatabase> CopyAsync(string database, ShadowCopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        options ??= new();
        var server = Unpooled(options.Server ?? database);
        var name = $"bluegreen_shadow_{Guid.NewGuid():n}"[..40];
        await ExecuteAsync(server, $"create database {name} template template0", cancellationToken).ConfigureAwait(false);
        var shadow = new ShadowDatabase(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, server);
        try
        {
            await new SchemaCopy(options).RunAsync(database, shadow.ConnectionString, cancellationToken).ConfigureAwait(false);
            return shadow;
        }
        catch
        {
            await shadow.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Drops it, if <see cref="CopyAsync"/> made it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await ExecuteAsync(server, $"drop database if exists {Name} with (force)", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Multiplexing = false }.ConnectionString;

    private static async Task ExecuteAsync(string server, string sql, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(server);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                await connection.ExecuteAsync(new(sql, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
            }
            catch (Exception e) when (MigrationFailure.Concerns(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw MigrationFailure.Connecting("Making a copy for a rehearsal", $"the server {connection.DataSource}", e);
            }
        }
    }
}
