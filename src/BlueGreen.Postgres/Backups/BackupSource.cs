using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Backups;

/// <summary>The database that is backed up and restored, and how.</summary>
internal sealed record BackupSource(string ConnectionString, PostgresBackupOptions Options, TimeProvider Clock)
{
    public const string ApplicationName = "bluegreen backup";

    public NpgsqlConnectionStringBuilder Settings => new(ConnectionString);

    public string Database => Settings.Database ?? Settings.Username ?? "postgres";

    /// <summary>In words, without credentials.</summary>
    public string Words => Connections.DatabaseName.Of(Settings).ToString();

    /// <summary>The side databases' server, by a database that is surely there.</summary>
    public BackupSource Verifying => Options.VerifyOn is { } server ? this with { ConnectionString = server } : this;

    /// <summary>All servers with side databases.</summary>
    public BackupSource[] Servers => Options.VerifyOn is null ? [this] : [this, Verifying];

    /// <summary>The same server, another database.</summary>
    public BackupSource Of(string database) => this with { ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString };

    /// <exception cref="ProviderException">The server cannot be reached, or refuses.</exception>
    public async Task<NpgsqlConnection> ConnectAsync(string what, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Pooling = false,
            Multiplexing = false,
            MaxAutoPrepare = 0,
            Enlist = false,
            CommandTimeout = 0,
            ApplicationName = ApplicationName,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e) when (MigrationFailure.Concerns(e))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw MigrationFailure.Connecting(what, Words, e);
        }
    }

    /// <summary>Works on a connection of its own, and words what the server answers.</summary>
    /// <exception cref="ProviderException">The server cannot be reached, or refused.</exception>
    public async Task<T> WorkAsync<T>(string what, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(what, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                return await work(connection).ConfigureAwait(false);
            }
            catch (Exception e) when (MigrationFailure.Concerns(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw MigrationFailure.Connecting(what, Words, e);
            }
        }
    }

    public void Report(BackupStage stage, string detail = "", int done = 0, int total = 0) => Options.Progress?.Report(new(stage, detail, done, total));
}
