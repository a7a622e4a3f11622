using System.Diagnostics;
using System.Globalization;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Backups.Killing;

/// <summary>Backs up, restores and swaps a database in processes of their own, which find their artifacts in a folder.</summary>
internal sealed class BackupHost(string connectionString) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-host-").FullName;

    public string Work => Path.Combine(_folder, "work");

    private string Artifacts => Path.Combine(_folder, "artifacts");

    private static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("BlueGreen.Postgres.Tests", "BlueGreen.BackupHost", StringComparison.Ordinal), "BlueGreen.BackupHost.dll");

    /// <summary>The same backups, in this process.</summary>
    public PostgresBackups Backups(Action<PostgresBackupOptions>? configure = null)
    {
        var options = new PostgresBackupOptions { WorkFolder = Work };
        configure?.Invoke(options);
        return new(connectionString, new FileArtifactStore(new FileArtifactStoreOptions { Directory = Artifacts }), "shop", options);
    }

    /// <param name="port">Where it finds the server.</param>
    /// <param name="jobs">How many tables it takes at a time.</param>
    /// <param name="arguments">What it does, the backup, and what more is needed.</param>
    public Process Start(int port, int jobs, params string[] arguments)
    {
        var through = new NpgsqlConnectionStringBuilder(connectionString) { Port = port }.ConnectionString;
        string[] all = [Program, through, Artifacts, Work, jobs.ToString(CultureInfo.InvariantCulture), .. arguments];
        return Process.Start(new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>The programs of PostgreSQL that processes of this host started and that run.</summary>
    public int CountPrograms() => Process.GetProcesses().Count(process =>
    {
        using (process)
        {
            try
            {
                return process.ProcessName.StartsWith("pg_", StringComparison.Ordinal) && File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(Work, StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    });

    /// <summary>Waits until none of them runs.</summary>
    public async Task UntilProgramsEndedAsync(CancellationToken cancellationToken)
    {
        while (CountPrograms() > 0)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
