using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using BlueGreen.Postgres.Backups.Fingerprints;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Dumping;

/// <summary>A transaction that keeps one state of the data, and tables as they are, for the dump and for the counts. Migrations are kept out as long as it is open.</summary>
internal sealed class DumpSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly BackupSource _source;
    private readonly ImmutableArray<SequenceFingerprint> _sequences;

    private DumpSession(NpgsqlConnection connection, BackupSource source, string program, ServerFacts facts, ImmutableArray<string> tables, ImmutableArray<SequenceFingerprint> sequences) =>
        (_connection, _source, Program, Facts, Tables, _sequences) = (connection, source, program, facts, tables, sequences);

    /// <summary>What the sessions of <c>pg_dump</c> have to be called.</summary>
    public string Program { get; }

    public ServerFacts Facts { get; }

    public ImmutableArray<string> Tables { get; }

    /// <param name="source">What is dumped.</param>
    /// <param name="isUnderRunner">Whether the caller is a migration runner, which keeps others out already.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProviderException">Migrations run, a table is held, or the server refused.</exception>
    public static async Task<DumpSession> OpenAsync(BackupSource source, bool isUnderRunner, CancellationToken cancellationToken)
    {
        var connection = await source.ConnectAsync("Beginning a backup", cancellationToken).ConfigureAwait(false);
        try
        {
            if (!isUnderRunner)
            {
                await MigrationBar.CloseAsync(connection, source, cancellationToken).ConfigureAwait(false);
            }

            var program = await ProgramSessions.BeginAsync(connection, cancellationToken).ConfigureAwait(false);
            var timeout = ((long)source.Options.LockTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            await connection.ExecuteAsync(new($"{TableFingerprints.Settings}; set lock_timeout = {timeout}", cancellationToken: cancellationToken)).ConfigureAwait(false);
            return await BeginAsync(connection, source, program, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (MigrationFailure.Concerns(e))
            {
                throw Failed(source, e);
            }

            throw;
        }
    }

    /// <summary>Reads what the dump should hold, in its own snapshot. It is called once the dump is made, so that sequences are known before and after.</summary>
    /// <exception cref="ProviderException">A table could not be read.</exception>
    public async Task<DatabaseFingerprint> CountAsync(CancellationToken cancellationToken)
    {
        var counted = Tables.Where(table => !_source.Options.WithoutRowsOf.Contains(table)).ToArray();
        try
        {
            return new()
            {
                Tables = await TableFingerprints.ReadAsync(_connection, counted, (table, done) => _source.Report(BackupStage.Counting, table, done, counted.Length), cancellationToken).ConfigureAwait(false),
                Sequences = SequenceFingerprints.Between(_sequences, await SequenceFingerprints.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)),
                LargeObjects = await LargeObjectFingerprints.ReadAsync(_connection, cancellationToken).ConfigureAwait(false),
                Schema = await FullSchema.ReadAsync(_connection, null, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (Exception e) when (MigrationFailure.Concerns(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed(_source, e);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Tables are locked before the snapshot is taken: what rewrites a table in between would show it empty to an older snapshot.</summary>
    private static async Task<DumpSession> BeginAsync(NpgsqlConnection connection, BackupSource source, string program, CancellationToken cancellationToken)
    {
        var tables = await TableList.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        if (!tables.IsEmpty)
        {
            await connection.ExecuteAsync(new($"lock table {string.Join(", ", tables.Select(table => $"only {table}"))} in access share mode", cancellationToken: cancellationToken)).ConfigureAwait(false);
        }

        var facts = await ServerFacts.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        return new(connection, source, program, facts, await TableList.ReadAsync(connection, cancellationToken).ConfigureAwait(false), await SequenceFingerprints.ReadAsync(connection, cancellationToken).ConfigureAwait(false));
    }

    private static ProviderException Failed(BackupSource source, Exception cause) => cause is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }
        ? ProviderException.Transient($"No backup of {source.Words} was begun: a schema change has held a table for more than {source.Options.LockTimeout}. Let it end, or raise {nameof(PostgresBackupOptions)}.{nameof(PostgresBackupOptions.LockTimeout)}.", cause)
        : MigrationFailure.Connecting("Backing up", source.Words, cause);
}
