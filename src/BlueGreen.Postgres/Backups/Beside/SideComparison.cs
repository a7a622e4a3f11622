using BlueGreen.Postgres.Backups.Fingerprints;
using BlueGreen.Postgres.Backups.Keeping;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Compares a side database with what a backup says of the one that was dumped.</summary>
internal static class SideComparison
{
    /// <param name="side">The copy.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="withRights">Whether owners and rights were restored.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProviderException">Something is not as in the backup.</exception>
    public static async Task CheckAsync(BackupSource side, DatabaseBackup backup, string folder, bool withRights, CancellationToken cancellationToken)
    {
        var expected = await ExpectationFile.ReadAsync(backup, folder, cancellationToken).ConfigureAwait(false);
        var actual = await FingerprintReader.ReadAsync(side, backup.WithoutRows, cancellationToken).ConfigureAwait(false);
        var comparison = withRights
            ? expected.Compare(actual)
            : (expected with { Schema = FullSchema.WithoutRights(expected.Schema) }).Compare(actual with { Schema = FullSchema.WithoutRights(actual.Schema) });
        if (!comparison.AreEqual)
        {
            throw ProviderException.Permanent($"Backup {backup.Name} does not bring back {backup.Database} as it was: {comparison}. Do not rely on it; mend what is named, and take another.");
        }
    }
}
