using System.Globalization;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups.Keeping;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Restores a backup beside the database that serves, with owners and rights, so that it could take its place.</summary>
internal sealed class CopyRestorer(BackupSource source, IArtifactStore artifacts)
{
    private const int MostOfName = 40;

    public async Task<RestoredCopy> RunAsync(DatabaseBackup backup, CancellationToken cancellationToken)
    {
        var tools = await ServerTools.FindAsync(source, ["pg_restore"], cancellationToken).ConfigureAwait(false);
        using var folder = WorkFolder.Create(source.Options.WorkFolder);
        await new BackupArchive(artifacts, source.Options.Cipher)
            .ReadAsync(backup, folder.Dump, (file, done) => source.Report(BackupStage.Fetching, file, done, backup.Files.Length), cancellationToken).ConfigureAwait(false);
        var copy = new RestoredCopy(NewName(), backup);
        var (shape, trimmings) = await source.WorkAsync("Reading how the database was made", async connection =>
            (await DatabaseShape.ReadAsync(connection, cancellationToken).ConfigureAwait(false), await DatabaseTrimmings.ReadAsync(connection, copy.Name, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        var server = await SideDatabase.CreateAsync(source, copy.Name, shape, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            try
            {
                var side = source.Of(copy.Name);
                await new RestoreRun(side, tools).RunAsync(folder.Dump, backup.Tables.Length, [], cancellationToken).ConfigureAwait(false);
                await SideComparison.CheckAsync(side, backup, cancellationToken).ConfigureAwait(false);
                await FinishAsync(server, copy, string.Join("; ", trimmings), cancellationToken).ConfigureAwait(false);
                return copy;
            }
            catch
            {
                await SideDatabase.DropAsync(server, copy.Name).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>The mark comes last: a copy that a process left behind that was killed has none, and never takes the place of the database.</summary>
    private async Task FinishAsync(NpgsqlConnection server, RestoredCopy copy, string trimmings, CancellationToken cancellationToken)
    {
        try
        {
            await server.ExecuteAsync(new($"{trimmings}; comment on database {SideDatabase.Quote(copy.Name)} is '{copy.Mark.Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (PostgresException e)
        {
            throw Migrations.Running.MigrationFailure.Connecting($"Giving '{copy.Name}' owner, settings and rights", source.Words, e);
        }
    }

    private string NewName()
    {
        var database = source.Database.Length > MostOfName ? source.Database[..MostOfName] : source.Database;
        return string.Create(CultureInfo.InvariantCulture, $"{database}_restored_{source.Clock.GetUtcNow():MMdd_HHmmss}_{Guid.NewGuid().ToString("n")[..4]}");
    }
}
