using BlueGreen;
using BlueGreen.Postgres;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Adopting;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Rehearsing;
using BlueGreen.Postgres.Migrations.Reverting;
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
            .Gate("blue has left the database", db.NoSessionsOfBlue(sessions), deadline: TimeSpan.FromMinutes(12), onFailure: GateFailure.FinishWithoutContract)
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
        SchemaDrift drift = await runner.ReadDriftAsync(stop);                           // what somebody else changed since
        // </snippet>
        GC.KeepAlive((report, status, history, drift));
    }

    public static async Task DriftAsync(PostgresMigrationRunner runner, CancellationToken stop)
    {
        // <snippet migrations-drift>
        SchemaDrift drift = await runner.ReadDriftAsync(stop);
        Console.WriteLine(drift);
        await runner.AcceptDriftAsync(drift, by: "ada", reason: "the index that INC-42 needed", stop);
        // </snippet>
    }

    public static PostgresMigrationOptions Strict()
    {
        // <snippet migrations-drift-options>
        var options = new PostgresMigrationOptions
        {
            Drift = DriftPolicy.Refuse,                                                  // default: Report
            SchemaScope = new() { Except = ["public.events_2*", "audit.*"] },            // partitions that a job makes, somebody else's schema
        };
        // </snippet>
        return options;
    }

    public static async Task<RolloutBuilder> ValidatedAsync(RolloutBuilder builder, string database, CancellationToken stop)
    {
        // <snippet migrations-validated>
        var db = new PostgresChecks(database);
        DatabaseSchema written = await DatabaseSchema.LoadAsync("./schema.txt", stop);
        builder
            .UsePostgresMigrations(database, "./migrations")
            .Check(db.SchemaAsMigrated())             // before: nobody changed it by hand
            .ValidateSchema(db)                       // and after a rollback that reverts: as it was before
            .Expand(revertOnRollback: true)
            .DeployGreen()
            .Gate("schema as in the repository", db.SchemaIs(written))
            // … shifts, bakes, Promote …
            .Gate("schema afterwards", db.SchemaAsMigrated().Named("schema afterwards"));
        // </snippet>
        return builder;
    }

    public static async Task ExportAsync(string database, CancellationToken stop)
    {
        // <snippet migrations-schema-file>
        DatabaseSchema schema = await DatabaseSchema.ReadAsync(database, cancellationToken: stop);   // such as one that has just run all migrations
        await schema.SaveAsync("./schema.txt", stop);
        Console.WriteLine((await DatabaseSchema.LoadAsync("./schema.txt", stop)).Compare(schema));
        // </snippet>
    }

    public static async Task RevertingAsync(PostgresMigrationRunner runner, RevertBackup dump, CancellationToken stop)
    {
        // <snippet migrations-revert>
        RevertPlan plan = await runner.PlanRevertAsync("0042_add_name", stop);
        Console.WriteLine(plan);
        string typed = Console.ReadLine() ?? "";
        StepReport report = await runner.RevertAsync(plan, new(typed, By: "ada", Reason: "INC-42") { Backup = dump }, stop);
        // </snippet>
        GC.KeepAlive(report);
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
