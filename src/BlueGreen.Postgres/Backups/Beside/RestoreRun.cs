using System.Globalization;
using BlueGreen.Postgres.Programs;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Runs <c>pg_restore</c> into a side database.</summary>
internal sealed class RestoreRun(BackupSource side, ClientTools tools)
{
    private const string ApplicationName = "bluegreen restore";
    private const string Remedy = "The database that serves is untouched. Where a role or an extension is missing on this server, create it; where room is missing, make some; then try again.";

    /// <param name="folder">The dump.</param>
    /// <param name="tables">How many tables it has.</param>
    /// <param name="arguments">What to leave out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(string folder, int tables, string[] arguments, CancellationToken cancellationToken)
    {
        var begun = 0;
        string[] all =
        [
            "--verbose", "--exit-on-error", "--no-password", "--no-subscriptions", string.Create(CultureInfo.InvariantCulture, $"--jobs={side.Options.Jobs}"), $"--dbname={side.Database}", .. arguments, folder,
        ];
        return ServerProgram.RunAsync(tools.Call("pg_restore", side.Settings, ApplicationName, Remedy, all) with { Said = line => Tell(line, tables, ref begun) }, cancellationToken);
    }

    private void Tell(string line, int tables, ref int begun)
    {
        const string Begins = "processing data for table \"";
        if (line.IndexOf(Begins, StringComparison.Ordinal) is >= 0 and var at)
        {
            side.Report(BackupStage.Restoring, line[(at + Begins.Length)..].TrimEnd('"'), ++begun, tables);
        }
    }
}
