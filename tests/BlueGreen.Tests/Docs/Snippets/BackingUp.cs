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
        var points = new PostgresRestorePoints(database, new() { BaseBackup = new BaseBackupFolder("/backups/base", "cp /archive/%f %p") });
        builder
            .UsePostgresBackups(database)
            .RestorePoints(points)                          // one before each migration, shift, promotion and contract
            .BackUp(Snapshot.Database(verify: true))
            .Expand();
        // </snippet>
        return builder;
    }

    public static async Task RestoreAsync(string database, IArtifactStore artifacts, CancellationToken stop)
    {
        // <snippet backups-restore>
        var backups = new PostgresBackups(database, artifacts, "storefront");
        var backup = (await backups.ListAsync(stop))[0];
        var copy = await backups.RestoreBesideAsync(backup, stop);      // a database beside the one that serves, compared
        var plan = await backups.PlanSwapAsync(copy, stop);
        Console.WriteLine(plan);                                        // which tables would lose how many rows
        string typed = Console.ReadLine() ?? "";
        Console.WriteLine($"the former database is {await backups.SwapAsync(plan, typed, stop)}");
        // </snippet>
    }

    public static async Task RestoreWithPgBackRestAsync(string database, string passphrase, SideClusterOptions options, CancellationToken stop)
    {
        // <snippet backups-pgbackrest>
        var repository = new PgBackRest("main").With("PGBACKREST_REPO1_CIPHER_PASS", new Secret(passphrase));   // or leave it in pgbackrest.conf
        var points = new PostgresRestorePoints(database, new() { BaseBackup = repository });                    // reports say pgbackrest's commands
        RestorePoint point = await points.SetAsync("before the import", stop);

        await using var side = await SideCluster.RecoverAsync(new(repository, RecoveryTarget.Point(point)), options, cancellationToken: stop);
        // </snippet>
    }

    public static async Task TidyAsync(PostgresBackups backups, CancellationToken stop)
    {
        // <snippet backups-copies>
        foreach (var copy in await backups.FindCopiesAsync(stop))
        {
            Console.WriteLine(copy);                                    // shop_restored_1126_153301_0a1b2c3d: abandoned, of shop-20261126-031500-4d5e6f
        }

        Console.WriteLine($"dropped: {string.Join(", ", await backups.SweepAsync(stop))}");
        // </snippet>
    }

    public static async Task RecoverAsync(SideClusterOptions options, CancellationToken stop)
    {
        // <snippet backups-recover>
        var recipe = new RecoveryRecipe("/backups/base", "cp /archive/%f %p", RecoveryTarget.Point("storefront_r42_before-expand"));
        Console.WriteLine(recipe.Print("/var/lib/postgresql/side", port: 5433));    // for another machine, or by hand
        await using var side = await SideCluster.RecoverAsync(recipe, options, cancellationToken: stop);
        // </snippet>
    }
}
