using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups.Keeping;
using BlueGreen.Postgres.Programs;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Proves a backup: reads it from where it is kept, restores it into a side database, compares, and drops that.</summary>
internal sealed class BackupProof(BackupSource source, IArtifactStore artifacts, ClientTools tools)
{
    /// <exception cref="ProviderException">The backup is damaged, or does not bring back what was dumped.</exception>
    public async Task<DatabaseBackup> RunAsync(DatabaseBackup backup, WorkFolder folder, CancellationToken cancellationToken)
    {
        folder.Clear();
        await new BackupArchive(artifacts, source.Options.Cipher)
            .ReadAsync(backup, folder.Dump, (file, done) => source.Report(BackupStage.Fetching, file, done, backup.Files.Length), cancellationToken).ConfigureAwait(false);
        var shape = await source.WorkAsync("Reading how the database was made", connection => DatabaseShape.ReadAsync(connection, cancellationToken), cancellationToken).ConfigureAwait(false);
        var name = SideName.Verify();
        var mark = new CopyMark(name, CopyState.Restoring, source.Database, backup.Name);
        var server = await SideDatabase.CreateAsync(source.Verifying, shape.Clause, mark, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            try
            {
                var side = source.Verifying.Of(name);
                await new RestoreRun(side, tools).RunAsync(folder.Dump, backup.Tables.Length, ["--no-owner", "--no-privileges"], cancellationToken).ConfigureAwait(false);
                await SideComparison.CheckAsync(side, backup, folder.Dump, withRights: false, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await SideDatabase.DiscardAsync(source.Verifying, name).ConfigureAwait(false);
            }
        }

        return backup with { VerifiedAt = source.Clock.GetUtcNow() };
    }
}
