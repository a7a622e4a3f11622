using BlueGreen.Postgres.Programs;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Brings a table that was dropped back out of a copy, with its indexes, constraints and rights, in one transaction.</summary>
internal sealed class TableReturn(BackupSource source)
{
    private const string Remedy = "Nothing was changed. A table that is there is not replaced: rename it first, or copy the rows that you need out of the side database.";

    public async Task RunAsync(RestoredCopy copy, string table, CancellationToken cancellationToken)
    {
        var tools = await ServerTools.FindAsync(source, ["pg_dump", "pg_restore"], cancellationToken).ConfigureAwait(false);
        using var folder = WorkFolder.Create(source.Options.WorkFolder);
        await ServerProgram.RunAsync(tools.Call("pg_dump", source.Of(copy.Name).Settings, BackupSource.ApplicationName, Remedy,
            "--format=directory", "--no-password", "--no-sync", $"--file={folder.Dump}", $"--table={table}"), cancellationToken).ConfigureAwait(false);
        await ServerProgram.RunAsync(tools.Call("pg_restore", source.Settings, BackupSource.ApplicationName, Remedy,
            "--single-transaction", "--exit-on-error", "--no-password", $"--dbname={source.Database}", folder.Dump), cancellationToken).ConfigureAwait(false);
    }
}
