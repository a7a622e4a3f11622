using System.Diagnostics;
using BlueGreen.Postgres.Migrations;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Migrates in processes of their own.</summary>
internal sealed class MigrationHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-migrations-").FullName;

    public MigrationHost(IEnumerable<MigrationFile> files)
    {
        Directory.CreateDirectory(Scripts);
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(Scripts, file.Name), file.Text);
        }
    }

    private static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("BlueGreen.Postgres.Tests", "BlueGreen.MigrationHost", StringComparison.Ordinal), "BlueGreen.MigrationHost.dll");

    private string Scripts => Path.Combine(_folder, "migrations");

    /// <param name="connectionString">The database.</param>
    /// <param name="dies">Whether it dies at the first place at which none has died before.</param>
    /// <param name="reverts">A migration that it reverts; null for running all.</param>
    public Process Start(string connectionString, bool dies, string? reverts = null)
    {
        string[] arguments = [Program, connectionString, Scripts, dies ? Path.Combine(_folder, "places") : "-", .. reverts is null ? (string[])[] : [reverts]];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public async Task<(int Code, string Error)> RunAsync(string connectionString, bool dies, CancellationToken cancellationToken, string? reverts = null)
    {
        using var process = Start(connectionString, dies, reverts);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        var said = await output;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, error.Length > 0 ? error : said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
