using BlueGreen;
using BlueGreen.Postgres;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Adopting;
using BlueGreen.Postgres.Migrations.Rehearsing;
using Npgsql;

namespace Acme;

public static class Migrating
{
    public static RolloutBuilder Plan(RolloutBuilder builder, string database)
    {
        // <snippet migrations-plan>
        builder
            .UsePostgresMigrations(database, "./migrations")
            .Expand()          // before green has traffic: expand, backfill and verify
            .DeployGreen()
            // … shifts, bakes, Promote, Watch …
            .PointOfNoReturn()
            .Contract();       // after it: contract
        // </snippet>
        return builder;
    }

    public static RolloutBuilder Contracting(RolloutBuilder builder, string database)
    {
        // <snippet migrations-contract>
        var sessions = new PostgresSessionOptions { NameOf = deployment => $"shop {deployment}" };     // as in the releases' connection strings
        var db = new PostgresChecks(database);
        builder
            .UsePostgresMigrations(database, "./migrations", new() { OldSessions = sessions })
            // … Expand, DeployGreen, shifts, Promote …
            .Watch(TimeSpan.FromMinutes(10))
            .Gate("blue has left the database", db.NoSessionsOfBlue(sessions), deadline: TimeSpan.FromMinutes(12))
            .Approve("dba", within: TimeSpan.FromHours(4), onExpiry: Expiry.FinishWithoutContract)
            .PointOfNoReturn()
            .Contract();
        // </snippet>
        return builder;
    }

    public static async Task AloneAsync(string database, CancellationToken stop)
    {
        // <snippet migrations-alone>
        await using var runner = new PostgresMigrationRunner(database, MigrationSet.Read("./migrations"));

        Console.WriteLine(await runner.PlanAsync(MigrationPhase.Expand, stop));          // what would run, with locks and fencing; changes nothing
        StepReport report = await runner.MigrateAsync(MigrationPhase.Expand, stop);
        MigrationStatus status = await runner.ReadAsync(stop);                           // applied, pending, failed, interrupted
        var history = await runner.ReadHistoryAsync(last: 10, stop);                     // what, when, by which rollout, how long, which locks
        await runner.RevertAsync("0042_add_name", stop);                                 // unless an applied migration needs it
        // </snippet>
        GC.KeepAlive((report, status, history));
    }

    public static async Task AdoptingAsync(PostgresMigrationRunner runner, CancellationToken stop)
    {
        // <snippet migrations-adopt>
        await runner.AdoptAsync(AdoptedHistory.DbUp(), stop);                // or EfCore(); their tables are only read
        await runner.BaselineAsync("0041_last_one_by_hand", stop);           // everything up to it is there already
        // </snippet>
    }

    public static async Task RehearsingAsync(string database, CancellationToken stop)
    {
        // <snippet migrations-rehearsal>
        await using var shadow = await ShadowDatabase.CopyAsync(database, cancellationToken: stop);      // the schema without rows; dropped in the end
        RehearsalReport report = await new MigrationRehearsal(shadow, MigrationSet.Read("./migrations")).RunAsync(stop);
        Console.WriteLine(report);
        // </snippet>
    }

    public static RolloutBuilder Rehearsed(RolloutBuilder builder, string database)
    {
        // <snippet migrations-rehearsed>
        builder
            .UsePostgresMigrations(database, "./migrations")
            .Check(Checks.That("migrations rehearsed", MigrationRehearsal.Check(database, MigrationSet.Read("./migrations"))))
            .Expand();
        // </snippet>
        return builder;
    }

    public static PostgresMigrationRunner Code(string database, IReadOnlyDictionary<string, string> variables)
    {
        // <snippet migrations-code>
        var set = MigrationSet.Read("./migrations", variables, new MigrationCode("0043_hash_emails", Version: "1", async (connection, transaction, stop) =>
        {
            await using var command = new NpgsqlCommand("update customers set email_hash = sha256(email::bytea)", connection, transaction);
            await command.ExecuteNonQueryAsync(stop);
        }));
        // </snippet>
        return new(database, set);
    }

    public static PostgresMigrationOptions Throttled()
    {
        // <snippet migrations-options>
        var options = new PostgresMigrationOptions
        {
            LockPatience = TimeSpan.FromMinutes(5),              // how long to ask for tables without ever waiting in line
            MaxReplicationLag = TimeSpan.FromSeconds(2),         // backfills pause above it
            Progress = new Progress<MigrationProgress>(said => Console.WriteLine(said)),
        };
        // </snippet>
        return options;
    }
}
