using System.Diagnostics;
using System.Globalization;
using BlueGreen.Postgres.Migrations;
using Npgsql;

namespace NetlifyPostgres.Tooling;

/// <summary>The schema, as an operator looks at it and takes a migration back.</summary>
internal static class Database
{
    private const int Shown = 10;

    public static async Task<int> ListAsync(Place place)
    {
        await using var runner = new PostgresMigrationRunner(place.Database, MigrationSet.From([]));
        foreach (var entry in await runner.ReadHistoryAsync(Shown, CancellationToken.None))
        {
            Console.WriteLine($"{entry.At:u}  {entry.Migration,-28} {entry.Action,-10} {entry.Took.TotalMilliseconds,6:0} ms  {entry.Rollout?.Value ?? "by hand"}  {entry.Detail}");
        }

        return ExitCode.Done;
    }

    /// <summary>Shows what reverting would do and take away; does it when the token is repeated.</summary>
    public static async Task<int> RevertAsync(Place place, string migration, Options options)
    {
        await using var runner = new PostgresMigrationRunner(place.Database, MigrationSet.From([]));
        var plan = await runner.PlanRevertAsync(migration, CancellationToken.None);
        Console.WriteLine(plan);
        if (options.Confirm is not { } token)
        {
            return ExitCode.Done;
        }

        var report = await runner.RevertAsync(plan, new(token, options.By, options.Reason) { Backup = (_, stop) => DumpAsync(place, stop) }, CancellationToken.None);
        Console.WriteLine(report.Summary);
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>The password goes by a variable: arguments can be seen by everybody on the machine.</summary>
    private static async Task<string> DumpAsync(Place place, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(place.Database);
        var file = Path.Combine(place.Folder, string.Create(CultureInfo.InvariantCulture, $"before-revert-{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}.dump"));
        var start = new ProcessStartInfo(
            "pg_dump", ["--format=custom", "--file", file, "--host", settings.Host!, "--port", settings.Port.ToString(CultureInfo.InvariantCulture), "--username", settings.Username!, settings.Database!]);
        start.Environment["PGPASSWORD"] = settings.Password;
        using var dump = Process.Start(start) ?? throw new InvalidOperationException("pg_dump did not start.");
        await dump.WaitForExitAsync(cancellationToken);
        return dump.ExitCode == 0 ? file : throw new InvalidOperationException($"pg_dump ended with exit code {dump.ExitCode}; what it said stands above.");
    }
}
