using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Tests.Checking;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Postgres.Tests.Migrations.Drift;

/// <summary>The schema before a rollout, after it, and after a rollback.</summary>
public sealed class SchemaInPlansTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-migrations-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public SchemaInPlansTests() => File.WriteAllText(Path.Combine(_folder, "1_name.sql"), """
        alter table articles add column name text;
        create index articles_name on articles (name);
        -- @down
        alter table articles drop column name;
        -- @backfill articles by id
        update articles set name = title where ${batch};
        """);

    [Fact]
    public async Task A_rollout_looks_before_it_and_after_it()
    {
        await using var database = await ArticlesAsync();
        await using var checks = new PostgresChecks(database.ConnectionString);
        var expected = await RehearsedAsync();
        var result = await Plan(database)
            .Check(checks.SchemaAsMigrated()).Expand()
            .DeployGreen().ShiftTo(Percentage.All).Promote()
            .Gate("as migrated", checks.SchemaAsMigrated().Named("schema afterwards")).Gate("as in the repository", checks.SchemaIs(expected)).Build()
            .RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        await checks.SchemaAsMigrated().PassesAsync(expected.Fingerprint);
    }

    [Fact]
    public async Task A_rollout_does_not_begin_on_a_schema_that_somebody_changed()
    {
        await using var database = await ArticlesAsync();
        await using var checks = new PostgresChecks(database.ConnectionString);
        await database.Runner(("0_first", "create table first ()")).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.ExecuteAsync("alter table articles alter title type varchar(100)");
        await checks.SchemaAsMigrated().FailsAsync("1 difference: column public.articles.title: type text → character varying(100)");
        var result = await Plan(database).Check(checks.SchemaAsMigrated()).Expand().DeployGreen().ShiftTo(Percentage.All).Promote().Build().RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Equal(0, await database.QueryAsync<long>("select count(*) from bluegreen.migration where migration = '1_name'"));
    }

    [Fact]
    public async Task A_gate_finds_what_somebody_changed_meanwhile()
    {
        await using var database = await ArticlesAsync();
        await using var checks = new PostgresChecks(database.ConnectionString);
        var result = await Plan(database)
            .Expand(revertOnRollback: true)
            .Consistent("a hand", async (_, _) =>
            {
                await database.ExecuteAsync("drop index articles_name");
                return CheckResult.Pass("slipped");
            })
            .DeployGreen().Gate("as migrated", checks.SchemaAsMigrated()).ShiftTo(Percentage.All).Promote().Build()
            .RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task A_rollback_that_reverts_leaves_the_schema_of_before()
    {
        await using var database = await ArticlesAsync();
        await using var checks = new PostgresChecks(database.ConnectionString);
        var before = await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop);
        var result = await Plan(database)
            .ValidateSchema(checks).Expand(revertOnRollback: true)
            .DeployGreen().Gate("as migrated", checks.SchemaAsMigrated()).ShiftTo(Percentage.Of(50)).Gate("never", Checks.That("never", (_, _) => Task.FromResult(CheckResult.Fail("not today")))).ShiftTo(Percentage.All).Promote().Build()
            .RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.Equal(before, await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop));
        await checks.SchemaIs(before).PassesAsync(before.Fingerprint);
        await checks.SchemaAsMigrated().PassesAsync(before.Fingerprint);
        Assert.Equal(["found", "apply", "revert", "revert"], await database.QueryAsync<string[]>("select array_agg(origin order by id) from bluegreen.migration_schema"));
    }

    [Fact]
    public async Task The_step_says_on_the_way_back_what_a_revert_left_behind()
    {
        await using var database = await ArticlesAsync();
        await using var checks = new PostgresChecks(database.ConnectionString);
        var set = MigratedDatabase.Set(("1_name", "create table names (name text);\n-- @down\ndrop table names; create table leftovers ();"));
        var runner = database.Runner(set);
        await runner.MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        var report = await runner.RevertAsync(Operations.Make(intent: 2), Stop);
        Assert.True(report.Passed);
        Assert.Contains("not as it was before: 1 difference: unexpected table public.leftovers", report.Findings.Single(finding => finding.Name == "schema").Detail);
        var back = await checks.SchemaValidation("bluegreen").UndoAsync(new("schema", null) { Deadline = TimeSpan.FromMinutes(1) }, Operations.Make(), Stop);
        Assert.False(back.Passed);
        Assert.Contains("unexpected table public.leftovers", back.Summary);
    }

    [Fact]
    public async Task Migrations_that_stay_after_a_rollback_are_expected()
    {
        await using var database = await ArticlesAsync();
        await using var checks = new PostgresChecks(database.ConnectionString);
        await database.Runner(("1_name", "create table names (name text)")).MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        Assert.True((await checks.SchemaValidation("bluegreen").UndoAsync(new("schema", null) { Deadline = TimeSpan.FromMinutes(1) }, Operations.Make(), Stop)).Passed);
        await database.ExecuteAsync("drop table names");
        Assert.Contains("missing table public.names", (await checks.SchemaValidation("bluegreen").UndoAsync(new("schema", null) { Deadline = TimeSpan.FromMinutes(1) }, Operations.Make(), Stop)).Summary);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<MigratedDatabase> ArticlesAsync() => MigratedDatabase.CreateAsync("create table articles (id int primary key, title text); insert into articles values (1, 'a'), (2, 'b')");

    /// <summary>What a team's repository would hold: the schema of a database that has run the same migrations.</summary>
    private async Task<DatabaseSchema> RehearsedAsync()
    {
        await using var database = await ArticlesAsync();
        await database.Runner(BlueGreen.Postgres.Migrations.MigrationSet.Read(_folder)).MigrateAsync(MigrationPhase.Expand, Stop);
        return DatabaseSchema.Parse((await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop)).ToString());
    }

    private RolloutBuilder Plan(MigratedDatabase database) =>
        new RolloutBuilder("shop")
            .Environment(new ReferenceEnvironment()).Traffic(new ReferenceTrafficRouter()).WithoutTriggers("there are no users")
            .Health(Probe.Get("up", "/")).HealthProber(new ReferenceHealthProber()).SampleEvery(TimeSpan.FromSeconds(1))
            .UsePostgresMigrations(database.ConnectionString, _folder);
}
