using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Rehearsing;
using BlueGreen.Postgres.Migrations.Tracing;

namespace BlueGreen.Postgres.Tests.Migrations.Rehearsing;

public sealed class RehearsalTests
{
    private const string Setup = "create table articles (id int primary key, title text not null); insert into articles select i, 'a' from generate_series(1, 100) i";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_careful_rename_passes_with_all_its_sections()
    {
        var report = await RehearseAsync(("1_name", """
            alter table articles add column name text;
            create function articles_name() returns trigger language plpgsql as $$ begin new.name := new.title; return new; end $$;
            create trigger articles_name before insert or update on articles for each row execute function articles_name();
            -- @down
            drop trigger articles_name on articles;
            drop function articles_name();
            alter table articles drop column name;
            -- @backfill articles by id
            update articles set name = title where ${batch};
            -- @verify
            select count(*) = 0 from articles where name is distinct from title;
            -- @contract
            drop trigger articles_name on articles;
            drop function articles_name();
            alter table articles drop column title;
            """));
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(["1_name", "1_name, down", "1_name.backfill", "1_name.verify", "1_name.contract"], report.Migrations.Select(one => one.IsDown ? $"{one.Name}, down" : one.Name));
        Assert.DoesNotContain(report.Migrations.SelectMany(one => one.Findings), finding => finding.Severity > TraceSeverity.Note);
        Assert.Contains("articles AccessExclusive", report.ToString());
    }

    [Fact]
    public async Task An_expand_that_hurts_blue_is_refused_with_place_and_remedy()
    {
        var report = await RehearseAsync(("1_a", "alter table articles add column slug text;\n\nalter table articles rename column title to name;"));
        Assert.False(report.Passed);
        var finding = Assert.Single(report.Migrations.Single().Findings, finding => finding.Refuses);
        Assert.Equal(("rename", 3), (finding.Id, finding.Line));
        Assert.Contains("The column title of articles is called name", finding.What);
        Assert.Contains("@contract", finding.Remedy);
        Assert.Contains(finding.What, report.Summary);
    }

    [Fact]
    public async Task What_is_allowed_with_a_reason_passes_and_says_so()
    {
        var report = await RehearseAsync(("1_a", "-- @allow rename: nobody reads titles yet\nalter table articles rename column title to name;"));
        Assert.True(report.Passed);
        Assert.Equal("nobody reads titles yet", Assert.Single(report.Migrations.Single().Findings, finding => finding.Id == "rename").Allowed);
        Assert.Contains("Allowed: nobody reads titles yet", report.ToString());
    }

    [Fact]
    public async Task What_is_allowed_stands_in_plan_and_history()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        var runner = database.Runner(("1_a", "-- @allow rename: nobody reads titles yet\nalter table articles rename column title to name;"));
        Assert.Contains("allows rename: nobody reads titles yet", (await runner.PlanAsync(MigrationPhase.Expand, Stop)).ToString());
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal("allows rename: nobody reads titles yet", (await runner.ReadHistoryAsync(1, Stop)).Single().Detail);
    }

    [Theory]
    [InlineData("rename")]
    [InlineData("rename:")]
    [InlineData("everything: in a hurry")]
    public void An_allowance_without_a_rule_or_a_reason_is_a_problem(string allowance)
    {
        var thrown = Assert.Throws<InvalidMigrationsException>(() => MigratedDatabase.Set(("1_a", $"-- @allow {allowance}\nselect 1")));
        Assert.Contains("-- @allow rule: reason", Assert.Single(thrown.Problems).Remedy);
    }

    [Fact]
    public async Task A_down_that_leaves_something_behind_is_refused_with_the_difference()
    {
        var report = await RehearseAsync(("1_a", "alter table articles add column slug text; create index articles_slug on articles (title);\n-- @down\nalter table articles drop column slug;"));
        var down = report.Migrations.Single(one => one.IsDown);
        var finding = Assert.Single(down.Findings, finding => finding.Id == "catalogue");
        Assert.Contains("unexpected index articles_slug on public.articles (CREATE INDEX articles_slug ON public.articles USING btree (title))", finding.What);
        Assert.Contains(down.Findings, one => one.Id == "failed" && one.What.Contains("After its down it does not run again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_up_that_is_another_one_the_second_time_is_refused()
    {
        var report = await RehearseAsync(("1_a", """
            alter table articles add column if not exists slug text;
            create table if not exists runs (i int);
            do $$ begin if exists (select from runs) then alter table articles alter column slug set default 'x'; end if; insert into runs values (1); end $$;
            -- @down
            alter table articles drop column slug;
            """));
        var finding = Assert.Single(report.Migrations.Single(one => one.IsDown).Findings, finding => finding.What.StartsWith("Up, down and up", StringComparison.Ordinal));
        Assert.Contains("column public.articles.slug: default none → 'x'::text", finding.What);
    }

    [Fact]
    public async Task A_statement_that_fails_ends_the_rehearsal()
    {
        var report = await RehearseAsync(("1_a", "alter table articles add column slug text;\nalter table nowhere add column a int;"), ("2_b", "select 1"));
        Assert.False(report.Passed);
        var finding = Assert.Single(Assert.Single(report.Migrations).Findings, finding => finding.Id == "failed");
        Assert.Equal(2, finding.Line);
        Assert.Contains("42P01", finding.What);
    }

    [Fact]
    public async Task Work_under_a_lock_that_an_earlier_statement_took_is_found()
    {
        var report = await RehearseAsync(("1_a", "alter table articles add column slug text;\nupdate articles set slug = title;"));
        Assert.Contains(report.Migrations.Single().Findings, finding => finding is { Id: "scan", Line: 2, Refuses: true });
    }

    [Fact]
    public async Task A_second_table_under_a_lock_is_warned_of()
    {
        var report = await RehearseAsync(("0_a", "create table authors (id int primary key)"), ("1_b", "alter table articles add column a int;\nalter table authors add column b int;"));
        Assert.Contains(report.Migrations[1].Findings, finding => finding is { Id: "lock", Line: 2, Severity: TraceSeverity.Warning } && finding.What.StartsWith("Waits for authors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_migration_makes_itself_is_in_nobodys_way()
    {
        var report = await RehearseAsync(("1_a", "create table authors (id int primary key, name text); create index authors_name on authors (name); alter table authors alter column name set not null; alter table authors rename to writers;"));
        Assert.All(report.Migrations.Single().Statements, statement => Assert.Empty(statement.Locks));
        Assert.Empty(report.Migrations.Single().Findings);
    }

    [Fact]
    public async Task What_is_dropped_and_made_again_in_one_migration_is_not_gone()
    {
        var report = await RehearseAsync(("1_a", "create view titles as select title from articles;"), ("R_views", "drop view titles;\ncreate view titles as select title, id from articles;"));
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public async Task Several_concurrent_builds_in_one_file_are_traced_one_by_one()
    {
        var report = await RehearseAsync(("1_a", """
            create index concurrently articles_a on articles (title);
            create unique index concurrently articles_b on articles (id, title);
            reindex index concurrently articles_a;
            -- @down
            drop index concurrently articles_b;
            drop index concurrently articles_a;
            """));
        Assert.True(report.Passed, report.ToString());
        Assert.All(report.Migrations.SelectMany(one => one.Statements), statement => Assert.Contains("articles ShareUpdateExclusive", statement.Locks));
    }

    [Fact]
    public async Task A_concurrent_build_that_fails_is_refused()
    {
        var report = await RehearseAsync(("1_a", "create unique index concurrently articles_a on articles (title);"));
        Assert.Contains("23505", Assert.Single(report.Migrations.Single().Findings, finding => finding.Refuses).What);
    }

    [Fact]
    public async Task What_changes_the_whole_server_is_left_out()
    {
        var report = await RehearseAsync(("1_a", "create role never_made; alter system set work_mem = '5MB'; alter table articles add column a int;"));
        Assert.Equal(2, report.Migrations.Single().Findings.Count(finding => finding.Id == "not-tried"));
        await using var database = await MigratedDatabase.CreateAsync();
        Assert.False(await database.QueryAsync<bool>("select exists (select from pg_roles where rolname = 'never_made')"));
    }

    [Fact]
    public async Task Code_is_traced_as_one_statement()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        var set = MigrationSet.From([], null, new MigrationCode("1_a", "1", async (connection, transaction, stop) =>
        {
            await using var command = new Npgsql.NpgsqlCommand("alter table articles alter column title type varchar(10)", connection, transaction);
            await command.ExecuteNonQueryAsync(stop);
        }));
        var report = await new MigrationRehearsal(ShadowDatabase.Existing(database.ConnectionString), set).RunAsync(Stop);
        Assert.Contains(report.Migrations.Single().Findings, finding => finding is { Id: "rewrite", Refuses: true });
    }

    private static async Task<RehearsalReport> RehearseAsync(params (string Name, string Text)[] files)
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        return await new MigrationRehearsal(ShadowDatabase.Existing(database.ConnectionString), MigratedDatabase.Set(files)).RunAsync(Stop);
    }
}
