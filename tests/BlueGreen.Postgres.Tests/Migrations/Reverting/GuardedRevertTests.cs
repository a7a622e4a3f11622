using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Reverting;

namespace BlueGreen.Postgres.Tests.Migrations.Reverting;

/// <summary>A migration that is rolled back by hand.</summary>
public sealed class GuardedRevertTests
{
    private const string Articles = "create table articles (id int primary key, title text); insert into articles select i, 'a' from generate_series(1, 1234) i";
    private static readonly (string, string) Name = ("1_name", """
        alter table articles add column name text, add column empty int;
        create table names (id int references articles);
        -- @down
        drop table names;
        alter table articles drop column name, drop column if exists empty;
        -- @backfill articles by id
        update articles set name = title where ${batch};
        """);

    private static readonly (string, string) View = ("2_view", "-- @needs 1_name\ncreate view shown as select name from articles;\n-- @down\ndrop view shown;");
    private static readonly (string, string) Third = ("3_more", "-- @needs 2_view\ncreate table more ();\n-- @down\ndrop table more;");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_says_what_would_be_done_and_lost_and_changes_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(Name);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        await database.ExecuteAsync("insert into names values (1), (2); create view used as select empty from articles; alter table names add primary key (id); create table other (id int references names)");
        var before = await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        Assert.Equal(["1_name.backfill", "1_name"], plan.Downs.Select(down => down.Name));
        Assert.Equal(["table public.names (2 rows)", "column public.articles.name (1,234 values)", "column public.articles.empty (0 values)"], plan.Losses.Select(loss => loss.ToString()));
        Assert.Equal(["foreign key other_id_fkey on public.other", "view public.used"], plan.UsedBy);
        Assert.Empty(plan.Problems);
        Assert.Matches(@"^revert 1_name and lose table public\.names, column public\.articles\.name \[[0-9a-f]{8}\]$", plan.Token);
        Assert.Contains("LOST for good", plan.ToString());
        Assert.Contains($"to confirm: {plan.Token}", plan.ToString());
        Assert.Equal(before, await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop));
    }

    [Fact]
    public async Task What_needs_it_is_said_with_the_whole_way()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(Name, View, Third);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        Assert.Equal(["2_view needs 1_name", "3_more needs 2_view"], plan.NeededBy.Select(one => one.ToString()));
        Assert.Contains("Revert 3_more, then 2_view first.", Assert.Single(plan.Problems).ToString());
        Assert.Contains("refused", plan.ToString());
        await Assert.ThrowsAsync<InvalidMigrationsException>(() => runner.RevertAsync(plan, plan.Confirm(), Stop));
        foreach (var name in new[] { "3_more", "2_view", "1_name" })
        {
            var report = await runner.RevertAsync(name, Stop);
            Assert.Contains(report.Findings, finding => finding is { Name: "schema", Passed: true, Detail: "as it was before" });
        }
    }

    [Fact]
    public async Task Reverting_is_kept_in_the_history_and_leaves_the_schema_of_before()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var before = await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop);
        var runner = database.Runner(Name);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        var saved = 0L;
        var report = await runner.RevertAsync(
            plan,
            new(plan.Token, "ada", "names were wrong")
            {
                Backup = async (what, _) =>
                {
                    Assert.Same(plan, what);
                    saved = await database.QueryAsync<long>("select count(name) from articles");
                    return "dumps/42";
                },
            },
            Stop);
        Assert.True(report.Passed, report.Summary);
        Assert.Equal(1234, saved);
        Assert.Equal(["1_name.backfill: reverted", "1_name: reverted", "schema: as it was before"], report.Findings.Select(finding => $"{finding.Name}: {finding.Detail}"));
        Assert.Equal(before, await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop));
        Assert.False((await runner.ReadDriftAsync(Stop)).IsThere);
        Assert.Equal("by ada: names were wrong; backup dumps/42", (await runner.ReadHistoryAsync(1, Stop)).Single().Detail);
    }

    [Fact]
    public async Task A_migration_in_the_middle_is_taken_out_without_those_after_it()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(("1_a", "alter table articles add a int;"), Name with { Item1 = "2_name" }, ("3_c", "alter table articles add c int; create index on articles (c);"));
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        await database.ExecuteAsync("create table stranger ()");
        var report = await runner.RevertAsync("2_name", Stop);
        Assert.Contains(report.Findings, finding => finding is { Name: "schema", Passed: true, Detail: "as it was before" });
        Assert.Equal("unexpected table public.stranger", Assert.Single((await runner.ReadDriftAsync(Stop)).Differences!.Differences).ToString());
    }

    [Fact]
    public async Task What_a_down_leaves_behind_is_reported()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(("1_a", "alter table articles add a int, alter title set not null;\n-- @down\nalter table articles drop a;"));
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var report = await runner.RevertAsync("1_a", Stop);
        Assert.False(report.Passed);
        Assert.Contains("not as it was before: 1 difference: column public.articles.title: nullable yes → no", report.Summary);
        Assert.True((await runner.ReadDriftAsync(Stop)).IsThere);
    }

    [Theory]
    [InlineData("create table another ()")]
    [InlineData("insert into names values (1)")]
    [InlineData("update articles set name = null")]
    [InlineData("delete from articles where id > 100")]
    [InlineData("insert into bluegreen.migration_event (migration, phase, action) values ('9_x', 'expand', 'apply')")]
    public async Task A_confirmation_is_stale_once_the_database_has_changed(string change)
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(Name);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        await database.ExecuteAsync(change);
        var refused = await Assert.ThrowsAsync<RevertRefusedException>(() => runner.RevertAsync(plan, plan.Confirm(), Stop));
        Assert.Contains("has changed since", refused.Message);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('names') is not null"));
        Assert.True((await runner.RevertAsync("1_name", Stop)).Passed);
    }

    [Fact]
    public async Task A_few_rows_more_are_no_other_loss()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(Name);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        await database.ExecuteAsync("insert into articles values (5000, 'a', 'a')");
        Assert.True((await runner.RevertAsync(plan, plan.Confirm(), Stop)).Passed);
    }

    [Fact]
    public async Task Without_the_right_words_or_a_backup_nothing_is_done()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(Name);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        foreach (var (confirmation, why) in new (RevertConfirmation, string)[]
        {
            (new("yes", "ada", "why") { WithoutBackup = "none" }, "does not confirm"),
            (new(plan.Token.Replace("articles.name", "articles.title", StringComparison.Ordinal), "ada", "why") { WithoutBackup = "none" }, "does not confirm"),
            (new(plan.Token, "ada", "why"), "loses data (column public.articles.name (1,234 values)), and there is no backup"),
            (new(plan.Token, "ada", "why") { Backup = (_, _) => throw new IOException("the disk is full.") }, "The backup before reverting 1_name failed: the disk is full."),
            (new(plan.Token, "ada", "why") { Backup = (_, _) => Task.FromResult("") }, "did not say where"),
        })
        {
            Assert.Contains(why, (await Assert.ThrowsAsync<RevertRefusedException>(() => runner.RevertAsync(plan, confirmation, Stop))).Message);
        }

        Assert.True(await database.QueryAsync<bool>("select to_regclass('names') is not null"));
        Assert.True((await runner.RevertAsync(plan, plan.Confirm(), Stop)).Passed);
    }

    [Fact]
    public async Task What_changes_during_the_backup_stops_it()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(Name);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        var confirmation = new RevertConfirmation(plan.Token, "ada", "why")
        {
            Backup = async (_, _) =>
            {
                await database.ExecuteAsync("alter table names add late int");
                return "dumps/7";
            },
        };
        Assert.Contains("The backup dumps/7 was taken", (await Assert.ThrowsAsync<RevertRefusedException>(() => runner.RevertAsync(plan, confirmation, Stop))).Message);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('names') is not null"));
    }

    [Fact]
    public async Task What_cannot_be_reverted_is_said_in_the_plan()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(("1_a", "create table a ();"), ("2_b", "alter table articles add b int;\n-- @down\nalter table articles drop b;\n-- @contract\nalter table articles drop title;"));
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        await runner.MigrateAsync(MigrationPhase.Contract, Stop);
        Assert.Contains("1_a: It has no @down.", (await runner.PlanRevertAsync("1_a", Stop)).ToString());
        Assert.Contains("2_b.contract: It has run, and what it removed does not come back", (await runner.PlanRevertAsync("2_b", Stop)).ToString());
        Assert.Contains("9_z: It is not applied.", (await runner.PlanRevertAsync("9_z", Stop)).ToString());
    }

    [Fact]
    public async Task While_another_runner_works_nothing_is_done()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(Name);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_name", Stop);
        await using var holder = await database.ConnectAsync("another runner");
        await new Npgsql.NpgsqlCommand("select pg_advisory_lock(hashtextextended('BlueGreen migrations of bluegreen', 0))", holder).ExecuteNonQueryAsync(Stop);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => runner.RevertAsync(plan, plan.Confirm(), Stop));
        Assert.Contains("another runner", refused.Message);
    }

    [Theory]
    [InlineData("drop table if exists only_a, \"B\" cascade", "Table only_a", "Table \"B\"")]
    [InlineData("drop materialized view m", "Table m")]
    [InlineData("drop schema audit cascade", "Table audit")]
    [InlineData("truncate only a, b", "Table a", "Table b")]
    [InlineData("alter table if exists only s.t drop x, drop column if exists y cascade, drop constraint c, alter z type int using (z::int), alter column w set default 1, add v int", "Column s.t.x", "Column s.t.y", "Column s.t.z")]
    [InlineData("delete from t where x", "Rows delete from t where x")]
    [InlineData("with gone as (delete from t returning *) insert into u select * from gone", "Rows with gone as (delete from t returning *) insert into u select * from gone")]
    [InlineData("with a as (select 1) select * from a")]
    [InlineData("insert into t values (1)")]
    [InlineData("drop index i")]
    [InlineData("drop view v")]
    public void Statements_are_read_for_what_they_take_away(string sql, params string[] expected)
    {
        var statement = MigratedDatabase.Set(("1_a", sql)).Parts.Single().Script!.Statements.Single();
        Assert.Equal(expected, LossReader.Read(statement).Select(one => $"{one.Kind} {one.Name}{(one.Column is { } column ? $".{column}" : "")}"));
    }

    [Fact]
    public async Task Data_of_a_down_that_is_code_or_a_block_is_known_by_the_states_that_were_kept()
    {
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var runner = database.Runner(("1_a", "alter table articles add a int default 7; create table \"Of Code\" as select 1 as one;\n-- @down\ndo $$ begin execute 'alter table articles drop a; drop table \"Of Code\"'; end $$;"));
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(["table public.\"Of Code\" (1 row)", "column public.articles.a (1,234 values)"], (await runner.PlanRevertAsync("1_a", Stop)).Losses.Select(loss => loss.ToString()).OrderDescending());
    }

    [Fact]
    public async Task Processes_that_are_killed_at_every_statement_of_a_revert_leave_the_rest_to_the_next()
    {
        const string Down = "drop index concurrently if exists articles_a;\ndrop index concurrently if exists articles_b;\nalter table articles drop column a;\nalter table articles drop column b;";
        await using var database = await MigratedDatabase.CreateAsync(Articles);
        var before = await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop);
        using var host = new MigrationHost(
        [
            new("1_a.sql", $"alter table articles add a int, add b int;\ncreate index concurrently articles_a on articles (a);\ncreate index concurrently articles_b on articles (b);\n-- @down\n{Down}\n-- @backfill articles by id\nupdate articles set a = id where ${{batch}};\n-- @down\nupdate articles set a = null;"),
        ]);
        var (code, said) = await host.RunAsync(database.ConnectionString, dies: false, Stop);
        Assert.True(code == 0, said);
        var deaths = 0;
        while ((await host.RunAsync(database.ConnectionString, dies: true, Stop, "1_a") is var (end, words)) && end != 0)
        {
            Assert.True(end == 137, $"the process ended with {end}: {words}");
            deaths++;
        }

        Assert.True(deaths >= 8, $"{deaths} deaths");
        Assert.Equal(before, await DatabaseSchema.ReadAsync(database.ConnectionString, cancellationToken: Stop));
        var runner = database.Runner(("1_a", "select 1"));
        Assert.False((await runner.ReadDriftAsync(Stop)).IsThere);
        Assert.Contains("It is not applied", (await runner.PlanRevertAsync("1_a", Stop)).ToString());
    }
}
