using BlueGreen.Postgres.Migrations.Drift;

namespace BlueGreen.Postgres.Tests.Migrations.Drift;

/// <summary>Changes by somebody else, between the runs of a runner.</summary>
public sealed class DriftTests
{
    private static readonly (string, string) First = ("1_a", "create table a (x int);");
    private static readonly (string, string) Second = ("2_b", "alter table a add y int;\n-- @down\nalter table a drop y;");
    private static readonly (string, string) Third = ("3_c", "alter table a add z int;");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_migrations_made_is_no_drift()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table old ()");
        var runner = database.Runner(First, Second);
        Assert.Contains("no state", (await runner.ReadDriftAsync(Stop)).Unknown);
        Assert.Equal(["1_a", "2_b"], (await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Findings.Select(finding => finding.Name));
        var drift = await runner.ReadDriftAsync(Stop);
        Assert.True(drift.Differences!.AreEqual);
        Assert.Equal(("apply", "2_b"), (drift.Expected!.Origin, drift.Expected.Migration));
        Assert.Equal(await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop), drift.Expected.Schema);
        Assert.Equal(["found:0", "apply:1_a", "apply:2_b"], await KeptAsync(database));
    }

    [Fact]
    public async Task Drift_is_reported_by_each_run_until_it_is_accepted()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.Runner(First).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.ExecuteAsync("create index hotfix on a (x)");
        foreach (var set in new[] { MigratedDatabase.Set(First, Second), MigratedDatabase.Set(First, Second, Third) })
        {
            var report = await database.Runner(set).MigrateAsync(MigrationPhase.Expand, Stop);
            var finding = report.Findings.Single(one => one.Name == "schema");
            Assert.True(report.Passed && finding.Passed);
            Assert.Contains("1 difference: unexpected index hotfix on public.a", finding.Detail);
            Assert.Contains("AcceptDriftAsync", finding.Detail);
        }

        var runner = database.Runner(First, Second, Third, ("4_d", "create table d ()"));
        var drift = await runner.ReadDriftAsync(Stop);
        Assert.True(drift.IsThere);
        var kept = await runner.AcceptDriftAsync(drift, "ada", "the index was needed at once", Stop);
        Assert.Equal(("accept", "ada", "the index was needed at once"), (kept.Origin, kept.By, kept.Reason));
        Assert.False((await runner.ReadDriftAsync(Stop)).IsThere);
        Assert.DoesNotContain((await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Findings, one => one.Name == "schema");
    }

    [Fact]
    public async Task Drift_is_refused_where_the_policy_says_so_and_before_anything_is_run()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.Runner(First).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.ExecuteAsync("alter table a alter x type bigint");
        var runner = database.Runner(MigratedDatabase.Set(First, Second), options => options.Drift = DriftPolicy.Refuse);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Contains("changed", (await runner.ReadDriftAsync(Stop)).ToString());
        Assert.Contains("column public.a.x: type integer → bigint", refused.Message);
        Assert.False(refused.IsTransient);
        Assert.Equal(1, await database.QueryAsync<long>("select count(*) from bluegreen.migration"));
        await database.ExecuteAsync("alter table a alter x type int");
        Assert.True((await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Passed);
    }

    [Fact]
    public async Task Only_what_was_seen_is_accepted()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var runner = database.Runner(First);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        await database.ExecuteAsync("alter table a add hotfix int");
        var seen = await runner.ReadDriftAsync(Stop);
        await database.ExecuteAsync("alter table a add unseen int");
        var refused = await Assert.ThrowsAsync<ProviderException>(() => runner.AcceptDriftAsync(seen, "ada", "why not", Stop));
        Assert.Contains("unexpected column public.a.unseen", refused.Message);
        Assert.True((await runner.ReadDriftAsync(Stop)).IsThere);
    }

    [Fact]
    public async Task A_run_that_was_interrupted_before_it_kept_the_state_says_that_nothing_was_compared()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.Runner(First).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.ExecuteAsync("delete from bluegreen.migration_schema where migration = '1_a'; create table stranger ()");
        var runner = database.Runner(MigratedDatabase.Set(First, Second), options => options.Drift = DriftPolicy.Refuse);
        Assert.Contains("between 1_a and", (await runner.ReadDriftAsync(Stop)).Unknown);
        var finding = (await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Findings.Single(one => one.Name == "schema");
        Assert.Contains("not compared with what was expected: a run was interrupted", finding.Detail);
        Assert.True((await runner.ReadDriftAsync(Stop)).Differences!.AreEqual);
    }

    [Fact]
    public async Task Long_runs_keep_their_end_and_failed_ones_what_they_did()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var files = Enumerable.Range(10, 15).Select(i => ($"{i}_t", $"create table t{i} (x int)")).ToArray();
        await database.Runner(files).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(["found:0", "apply:24_t"], await KeptAsync(database));
        var more = Enumerable.Range(30, 12).Select(i => ($"{i}_t", i == 40 ? "select 1 / 0" : $"create table t{i} (x int)"));
        await Assert.ThrowsAsync<ProviderException>(() => database.Runner([.. files, .. more]).MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Equal(["found:0", "apply:24_t", "apply:39_t"], await KeptAsync(database));
        Assert.True((await database.Runner(files).ReadDriftAsync(Stop)).Differences!.AreEqual);
    }

    [Fact]
    public async Task Who_does_not_want_it_pays_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var runner = database.Runner(MigratedDatabase.Set(First), options => options.Drift = DriftPolicy.Ignore);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Empty(await KeptAsync(database));
    }

    [Fact]
    public async Task A_scope_that_changes_is_no_drift()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.Runner(First).MigrateAsync(MigrationPhase.Expand, Stop);
        var runner = database.Runner(MigratedDatabase.Set(First, Second, Third), options => (options.SchemaScope, options.Drift) = (new() { Except = ["public.made_by_cron_*"] }, DriftPolicy.Refuse));
        Assert.DoesNotContain((await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Findings, one => one.Name == "schema");
        await database.ExecuteAsync("create table made_by_cron_1 ()");
        Assert.False((await runner.ReadDriftAsync(Stop)).IsThere);
        await database.ExecuteAsync("create table not_by_cron ()");
        Assert.True((await runner.ReadDriftAsync(Stop)).IsThere);
    }

    private static Task<string[]> KeptAsync(MigratedDatabase database) =>
        database.QueryAsync<string[]>("select coalesce(array_agg(origin || ':' || coalesce(migration, event::text) order by id), '{}') from bluegreen.migration_schema");
}
