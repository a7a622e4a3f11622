using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups.Beside;
using BlueGreen.Postgres.Backups.Keeping;
using BlueGreen.Postgres.Programs;

namespace BlueGreen.Postgres.Backups.Dumping;

/// <summary>Takes a backup: dumps, counts, keeps, and proves it from what is kept.</summary>
internal sealed class BackupTaker(BackupSource source, IArtifactStore artifacts, string owner)
{
    private readonly BackupShelf _shelf = new(artifacts, owner);
    private readonly BackupArchive _archive = new(artifacts, source.Options.Cipher);

    public async Task<DatabaseBackup> TakeAsync(string name, bool verify, bool isUnderRunner, CancellationToken cancellationToken)
    {
        var tools = await ServerTools.FindAsync(source, ["pg_dump", "pg_restore"], cancellationToken).ConfigureAwait(false);
        using var folder = WorkFolder.Create(source.Options.WorkFolder);
        var backup = await DumpAsync(name, tools, folder, isUnderRunner, cancellationToken).ConfigureAwait(false);
        try
        {
            await _shelf.RemoveAsync(name, cancellationToken).ConfigureAwait(false);
            await _archive.WriteAsync(backup, folder.Dump, (file, done) => source.Report(BackupStage.Keeping, file, done, backup.Files.Length), cancellationToken).ConfigureAwait(false);
            if (verify)
            {
                backup = await new BackupProof(source, artifacts, tools).RunAsync(backup, folder, cancellationToken).ConfigureAwait(false);
            }

            await _shelf.PutAsync(backup, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await _shelf.RemoveAsync(name, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await _shelf.KeepAsync(source.Options.Keep, backup, cancellationToken).ConfigureAwait(false);
        return backup;
    }

    private async Task<DatabaseBackup> DumpAsync(string name, ClientTools tools, WorkFolder folder, bool isUnderRunner, CancellationToken cancellationToken)
    {
        var session = await DumpSession.OpenAsync(source, isUnderRunner, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            source.Report(BackupStage.Dumping, "", 0, session.Tables.Length);
            await new DumpRun(source, tools).RunAsync(session, folder.Dump, cancellationToken).ConfigureAwait(false);
            var expected = await session.CountAsync(cancellationToken).ConfigureAwait(false);
            await ExpectationFile.WriteAsync(expected, folder.Dump, cancellationToken).ConfigureAwait(false);
            return new()
            {
                Name = name,
                Owner = owner,
                Database = source.Database,
                TakenAt = new(DateTime.SpecifyKind(session.Facts.At.ToUniversalTime(), DateTimeKind.Utc)),
                ServerVersion = session.Facts.Version,
                ProgramVersion = tools.Version,
                SystemIdentifier = session.Facts.System,
                Lsn = session.Facts.Lsn,
                Timeline = session.Facts.Timeline,
                Tables = expected.Tables,
                WithoutRows = [.. source.Options.WithoutRowsOf.Intersect(session.Tables).Order(StringComparer.Ordinal)],
                Files = await BackupArchive.DescribeAsync(folder.Dump, cancellationToken).ConfigureAwait(false),
                Cipher = source.Options.Cipher?.Name,
            };
        }
    }
}
