using BlueGreen.Postgres.Programs;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Brings a table that was dropped back out of a copy, with its indexes, constraints and rights, in one transaction. A program that was left behind by a process that was killed is ended first: it may hold the table, neither whole nor gone.</summary>
internal sealed class TableReturn(BackupSource source)
{
    private const string Remedy = "Nothing was changed. A table that is there is not replaced: rename it first, or copy the rows that you need out of the side database.";

    public async Task RunAsync(RestoredCopy copy, string table, CancellationToken cancellationToken)
    {
        var tools = await ServerTools.FindAsync(source, ["pg_dump", "pg_restore"], cancellationToken).ConfigureAwait(false);
        using var folder = WorkFolder.Create(source.Options.WorkFolder);
        await source.WorkAsync("Bringing a table back", async holder =>
        {
            if (!await CopySurvey.IsWholeAsync(holder, source.Database, copy, cancellationToken).ConfigureAwait(false))
            {
                throw ProviderException.Permanent($"No table was brought back: '{copy.Name}' is no whole copy of {copy.Backup.Name}. Restore the backup again.");
            }

            var sessions = await ProgramSessions.BeginAsync(holder, cancellationToken).ConfigureAwait(false);
            await ServerProgram.RunAsync(tools.Call("pg_dump", source.Of(copy.Name).Settings, sessions, Remedy,
                "--format=directory", "--no-password", "--no-sync", $"--file={folder.Dump}", $"--table={table}"), cancellationToken).ConfigureAwait(false);
            return await ServerProgram.RunAsync(tools.Call("pg_restore", source.Settings, sessions, Remedy,
                "--single-transaction", "--exit-on-error", "--no-password", $"--dbname={source.Database}", folder.Dump), cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }
}
