using BlueGreen.Postgres.Migrations;

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

        using var store = BackupStore.Open(place);
        var report = await runner.RevertAsync(plan, new(token, options.By, options.Reason) { Backup = store.Backups.BeforeRevertAsync }, CancellationToken.None);
        Console.WriteLine(report.Summary);
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }
}
