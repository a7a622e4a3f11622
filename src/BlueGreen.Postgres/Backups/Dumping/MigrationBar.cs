using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Dumping;

/// <summary>Keeps the migrations' runners out, by the shared side of their own lock: several dumps may run, and no migration beside them.</summary>
internal static class MigrationBar
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries, and looks again: who waits inside the server for an advisory lock deadlocks with the concurrent index build of who holds it.</summary>
    /// <exception cref="ProviderException">A runner has not ended in time, or a pooler is in between.</exception>
    public static async Task CloseAsync(NpgsqlConnection connection, BackupSource source, CancellationToken cancellationToken)
    {
        var schema = source.Options.JournalSchema;
        await CheckPoolerAsync(connection, source, cancellationToken).ConfigureAwait(false);
        var began = source.Clock.GetTimestamp();
        while (!await connection.ExecuteScalarAsync<bool>(new($"select pg_try_advisory_lock_shared({RunnerLock.Key})", new { schema }, cancellationToken: cancellationToken)).ConfigureAwait(false))
        {
            source.Report(BackupStage.Waiting);
            if (source.Clock.GetElapsedTime(began) > source.Options.WaitForMigrations)
            {
                var holder = await RunnerLock.HolderAsync(connection, schema, cancellationToken).ConfigureAwait(false) ?? "a session that is about to end";
                throw ProviderException.Transient(
                    $"No backup of {source.Words} was begun: migrations have run for more than {source.Options.WaitForMigrations}, by {holder}. Wait for them, or raise {nameof(PostgresBackupOptions)}.{nameof(PostgresBackupOptions.WaitForMigrations)}.");
            }

            await Task.Delay(LookAgain, source.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CheckPoolerAsync(NpgsqlConnection connection, BackupSource source, CancellationToken cancellationToken)
    {
        if (await connection.ExecuteScalarAsync<int>(new("select pg_backend_pid()", cancellationToken: cancellationToken)).ConfigureAwait(false) != connection.ProcessID)
        {
            throw ProviderException.Permanent($"Between the backup and {source.Words} is a pooler, behind which a snapshot and a lock may be lost. Connect to the server itself.");
        }
    }
}
