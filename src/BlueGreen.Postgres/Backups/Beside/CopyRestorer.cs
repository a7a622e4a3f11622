using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups.Keeping;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Restores a backup beside the database that serves, with owners and rights, so that it could take its place.</summary>
internal sealed class CopyRestorer(BackupSource source, IArtifactStore artifacts)
{
    public async Task<RestoredCopy> RunAsync(DatabaseBackup backup, CancellationToken cancellationToken)
    {
        var tools = await ServerTools.FindAsync(source, ["pg_restore"], cancellationToken).ConfigureAwait(false);
        using var folder = WorkFolder.Create(source.Options.WorkFolder);
        await new BackupArchive(artifacts, source.Options.Cipher)
            .ReadAsync(backup, folder.Dump, (file, done) => source.Report(BackupStage.Fetching, file, done, backup.Files.Length), cancellationToken).ConfigureAwait(false);
        var copy = new RestoredCopy(SideName.Restored(source.Database, source.Clock.GetUtcNow()), backup);
        var mark = new CopyMark(copy.Name, CopyState.Restoring, source.Database, backup.Name);
        var (shape, trimmings) = await source.WorkAsync("Reading how the database was made", async connection =>
            (await DatabaseShape.ReadAsync(connection, cancellationToken).ConfigureAwait(false), await DatabaseTrimmings.ReadAsync(connection, copy.Name, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        var server = await SideDatabase.CreateAsync(source, $"{shape.Clause}{shape.Tablespace}", mark, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            try
            {
                var side = source.Of(copy.Name);
                await new RestoreRun(side, tools).RunAsync(folder.Dump, backup.Tables.Length, [], cancellationToken).ConfigureAwait(false);
                await SideComparison.CheckAsync(side, backup, folder.Dump, withRights: true, cancellationToken).ConfigureAwait(false);
                await FinishAsync(server, mark with { State = CopyState.Whole }, string.Join("; ", trimmings), cancellationToken).ConfigureAwait(false);
                return copy;
            }
            catch
            {
                await SideDatabase.DiscardAsync(source, copy.Name).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>That it is whole is said last, together with what belongs to it: a copy that a process left behind that was killed never takes the place of the database.</summary>
    private async Task FinishAsync(NpgsqlConnection server, CopyMark mark, string trimmings, CancellationToken cancellationToken)
    {
        try
        {
            var transaction = await server.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await server.ExecuteAsync(new(trimmings, transaction: transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
                await DatabaseTraits.CompareAsync(server, source.Database, mark.Name, cancellationToken).ConfigureAwait(false);
                await server.ExecuteAsync(new(await SideDatabase.CommentAsync(server, mark.Name, mark.Write(), cancellationToken).ConfigureAwait(false), transaction: transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (MigrationFailure.Concerns(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MigrationFailure.Connecting($"Giving '{mark.Name}' owner, settings and rights", source.Words, e);
        }
    }
}
