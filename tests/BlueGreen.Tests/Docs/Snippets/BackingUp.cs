using BlueGreen;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Recovery;

namespace Acme;

public static class BackingUp
{
    public static RolloutBuilder Plan(RolloutBuilder builder, string database)
    {
        // <snippet backups-plan>
        var points = new PostgresRestorePoints(database);
        builder
            .UsePostgresBackups(database)
            .Check(points.CanRecover())                     // fails here, and not in the night, where nothing is archived
            .BackUp(Snapshot.Database(verify: true))
            .RestorePoint(points, "before expand")
            .Expand();
        // </snippet>
        return builder;
    }

    public static async Task RestoreAsync(string database, IArtifactStore artifacts, CancellationToken stop)
    {
        // <snippet backups-restore>
        var backups = new PostgresBackups(database, artifacts, "storefront");
        var backup = (await backups.ListAsync(stop))[0];
        var copy = await backups.RestoreBesideAsync(backup, stop);      // a database beside the one that serves, compared row by row
        var plan = await backups.PlanSwapAsync(copy, stop);
        Console.WriteLine(plan);                                        // which tables would lose how many rows
        string typed = Console.ReadLine() ?? "";
        Console.WriteLine($"the former database is {await backups.SwapAsync(plan, typed, stop)}");
        // </snippet>
    }

    public static async Task RecoverAsync(SideClusterOptions options, CancellationToken stop)
    {
        // <snippet backups-recover>
        var recipe = new RecoveryRecipe("/backups/base", "cp /archive/%f %p", RecoveryTarget.Point("r-42_before-expand"));
        Console.WriteLine(recipe.Print("/var/lib/postgresql/side", port: 5433));    // for another machine, or by hand
        await using var side = await SideCluster.RecoverAsync(recipe, options, cancellationToken: stop);
        // </snippet>
    }
}
