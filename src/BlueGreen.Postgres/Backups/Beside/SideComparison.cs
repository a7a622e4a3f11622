using System.Collections.Immutable;
using BlueGreen.Postgres.Backups.Dumping;
using Dapper;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Compares a side database with what a backup says of its tables.</summary>
internal static class SideComparison
{
    private const int Most = 5;

    /// <exception cref="ProviderException">Something is not as in the backup.</exception>
    public static async Task CheckAsync(BackupSource side, DatabaseBackup backup, CancellationToken cancellationToken)
    {
        var found = await side.WorkAsync("Comparing a side database", async connection =>
        {
            await connection.ExecuteAsync(new(TableFingerprints.Settings, cancellationToken: cancellationToken)).ConfigureAwait(false);
            var tables = (await TableList.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).Except(backup.WithoutRows).ToArray();
            return await TableFingerprints.ReadAsync(connection, tables, (table, done) => side.Report(BackupStage.Comparing, table, done, tables.Length), cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        var differences = Differences(backup.Tables, found);
        if (!differences.IsEmpty)
        {
            throw ProviderException.Permanent(
                $"Backup {backup.Name} does not bring back {backup.Database} as it was: {string.Join("; ", differences.Take(Most))}{(differences.Length > Most ? $"; and {differences.Length - Most} more" : "")}. Do not rely on it; take another.");
        }
    }

    private static ImmutableArray<string> Differences(ImmutableArray<TableFingerprint> expected, ImmutableArray<TableFingerprint> found)
    {
        var restored = found.ToDictionary(table => table.Table);
        return
        [
            .. expected.Where(table => restored.GetValueOrDefault(table.Table) != table).Select(table => restored.GetValueOrDefault(table.Table) is { } other
                ? other.Rows == table.Rows ? $"{table.Table}: other rows" : FormattableString.Invariant($"{table.Table}: {other.Rows} rows instead of {table.Rows}")
                : $"{table.Table} is missing"),
            .. found.ExceptBy(expected.Select(table => table.Table), table => table.Table).Select(table => $"{table.Table} was not there"),
        ];
    }
}
