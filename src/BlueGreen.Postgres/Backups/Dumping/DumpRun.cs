using System.Globalization;
using BlueGreen.Postgres.Programs;

namespace BlueGreen.Postgres.Backups.Dumping;

/// <summary>Runs <c>pg_dump</c> on a session's snapshot.</summary>
internal sealed class DumpRun(BackupSource source, ClientTools tools)
{
    private const string Remedy = "Nothing of the dump is kept. Where room is missing, make some, or set PostgresBackupOptions.WorkFolder; then take the backup again.";

    public Task RunAsync(DumpSession session, string folder, CancellationToken cancellationToken)
    {
        var begun = 0;
        string[] arguments =
        [
            "--format=directory", "--verbose", "--no-sync", "--no-password", $"--file={folder}", $"--snapshot={session.Facts.Snapshot}", string.Create(CultureInfo.InvariantCulture, $"--jobs={source.Options.Jobs}"),
            string.Create(CultureInfo.InvariantCulture, $"--lock-wait-timeout={source.Options.LockTimeout.TotalMilliseconds:F0}"),
            .. source.Options.WithoutRowsOf.Select(table => $"--exclude-table-data={table}"),
        ];
        return ServerProgram.RunAsync(tools.Call("pg_dump", source.Settings, session.Program, Remedy, arguments) with
        {
            Said = line => Tell(line, session, ref begun),
            EndChildren = stop => EndSessionsAsync(session.Program, stop),
        }, cancellationToken);
    }

    private void Tell(string line, DumpSession session, ref int begun)
    {
        const string Begins = "dumping contents of table \"";
        if (line.IndexOf(Begins, StringComparison.Ordinal) is >= 0 and var at)
        {
            source.Report(BackupStage.Dumping, line[(at + Begins.Length)..].TrimEnd('"'), ++begun, session.Tables.Length);
        }
    }

    /// <summary>When <c>pg_dump</c> is killed, its helpers go on to the end of their tables unless the server ends them.</summary>
    private Task<int> EndSessionsAsync(string program, CancellationToken cancellationToken) =>
        source.WorkAsync("Ending a dump", connection => ProgramSessions.EndAsync(connection, program, cancellationToken), cancellationToken);
}
