using System.Data;
using BlueGreen.Postgres.Backups.Dumping;
using Dapper;

namespace BlueGreen.Postgres.Backups.Fingerprints;

/// <summary>Reads all that is compared of a database, in one snapshot.</summary>
internal static class FingerprintReader
{
    public static Task<DatabaseFingerprint> ReadAsync(BackupSource source, IReadOnlyCollection<string> withoutRowsOf, CancellationToken cancellationToken) => source.WorkAsync("Comparing a database", async connection =>
    {
        await connection.ExecuteAsync(new(TableFingerprints.Settings, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var tables = (await TableList.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).Except(withoutRowsOf).ToArray();
            return new DatabaseFingerprint
            {
                Tables = await TableFingerprints.ReadAsync(connection, tables, (table, done) => source.Report(BackupStage.Comparing, table, done, tables.Length), cancellationToken).ConfigureAwait(false),
                Sequences = await SequenceFingerprints.ReadAsync(connection, cancellationToken).ConfigureAwait(false),
                LargeObjects = await LargeObjectFingerprints.ReadAsync(connection, cancellationToken).ConfigureAwait(false),
                Schema = await FullSchema.ReadAsync(connection, transaction, cancellationToken).ConfigureAwait(false),
            };
        }
    }, cancellationToken);
}
