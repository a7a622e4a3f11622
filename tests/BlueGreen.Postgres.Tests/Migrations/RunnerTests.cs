using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Adopting;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class RunnerTests
{
    private const string Articles = "create table articles (id int primary key, title text not null);\ninsert into articles select i, 'title ' || i from generate_series(1, 2500) i;";

    private const string Rename = """
        -- @needs 1_articles
        -- @expand
        alter table articles add column name text;
        -- @down
        alter table articles drop column name;
        -- @backfill articles as a by id
        update articles a set name = title where name is null and ${batch};
        -- @verify
        select count(*) = 0 from articles where name is distinct from title;
        -- @contract
        alter table articles drop column title;
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rename_goes_through_all_its_phases()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var runner = database.Runner(("1_articles", Articles), ("2_rename", Rename), ("R_names", "create or replace view names as select name from articles;"));
        var expanded = await runner.MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        Assert.Equal(["1_articles", "2_rename", "2_rename.backfill", "2_rename.verify", "R_names"], expanded.Findings.Select(finding => finding.Name));
        Assert.Equal(2500, await database.QueryAsync<long>("select count(*) from articles where name = title"));

        await runner.MigrateAsync(MigrationPhase.Contract, Operations.Make(intent: 2), Stop);
        Assert.Equal(0, await database.QueryAsync<long>("select count(*) from information_schema.columns where table_name = 'articles' and column_name = 'title'"));
        Assert.All((await runner.ReadAsync(Stop)).Migrations, entry => Assert.Equal(MigrationState.Applied, entry.State));

        var history = await runner.ReadHistoryAsync(2, Stop);
        Assert.Equal(["2_rename.contract", "R_names"], history.Select(entry => entry.Migration));
        Assert.Equal("r1-2", history[0].Operation?.Value);
        Assert.Contains("articles AccessExclusive", history[0].Locks);
        Assert.DoesNotContain(history[1].Locks, one => one.StartsWith("names", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journals_statements_are_parsed_once_for_a_whole_run()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var tables = Enumerable.Range(1, 8).Select(i => ($"{i}_t", $"create table t{i} ();{(i % 2 == 0 ? $"\n-- @down\ndrop table t{i};" : "")}"));
        var parsed = ("9_parsed", "-- @verify\nselect count(*) = 1 from pg_prepared_statements where statement like 'with part as %';");
        var report = await database.Runner([.. tables, parsed]).MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        Assert.Equal(9, report.Findings.Length);
    }

    [Fact]
    public async Task A_failing_verification_stops_the_step()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (a int)");
        var runner = database.Runner(("1_a", "-- @verify\nselect count(*) from t;"), ("2_b", "create table u ()"));
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Contains("answered 0", thrown.Message);
        Assert.Equal([MigrationState.Failed, MigrationState.Pending], (await runner.ReadAsync(Stop)).Migrations.Select(entry => entry.State));
        await Assert.ThrowsAsync<ProviderException>(() => database.Runner(("1_a", "-- @verify\ninsert into t values (1) returning true;")).MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Equal(0, await database.QueryAsync<long>("select count(*) from t"));
    }

    [Fact]
    public async Task What_does_not_go_with_the_history_is_refused_all_at_once()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.Runner(("1_a", "create table a ()"), ("3_c", "create table c ()")).MigrateAsync(MigrationPhase.Expand, Stop);
        var changed = database.Runner(("1_a", "create table a (b int)"), ("2_b", "create table b ()"), ("3_c", "create table c ()"), ("4_d", "create table d ()"));
        var thrown = await Assert.ThrowsAsync<InvalidMigrationsException>(() => changed.MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Equal(["1_a", "2_b"], thrown.Problems.Select(problem => problem.Place));
        var plan = await changed.PlanAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(thrown.Problems, plan.Problems);
        Assert.Contains("Put back what was applied", plan.ToString());
        await Assert.ThrowsAsync<ProviderException>(() => changed.MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop));

        await changed.AcceptChangesAsync("1_a", Stop);
        Assert.Equal(["2_b"], (await changed.PlanAsync(MigrationPhase.Expand, Stop)).Problems.Select(problem => problem.Place));
    }

    [Fact]
    public async Task A_contract_waits_for_its_expand()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table articles (id int primary key, title text)");
        var runner = database.Runner(("2_rename", Rename.Replace("-- @needs 1_articles", "")));
        var thrown = await Assert.ThrowsAsync<InvalidMigrationsException>(() => runner.MigrateAsync(MigrationPhase.Contract, Stop));
        Assert.Equal(3, thrown.Problems.Length);
    }

    [Fact]
    public async Task An_older_release_runs_beside_newer_migrations()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.Runner(("1_a", "create table a ()"), ("2_b", "create table b ()")).MigrateAsync(MigrationPhase.Expand, Stop);
        var older = database.Runner(("1_a", "create table a ()"));
        Assert.Equal("nothing was pending", (await older.MigrateAsync(MigrationPhase.Expand, Stop)).Summary);
        Assert.Contains("no file", (await older.ReadAsync(Stop)).Migrations.Single(entry => entry.Name == "2_b").Detail);
    }

    [Fact]
    public async Task A_repeatable_script_runs_when_it_changes_and_goes_back_when_reverted()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var intent = 0;
        Task<StepReport> Run(int number, string rollout) => database.Runner(("R_one", $"create or replace function one() returns int language sql return {number};"))
            .MigrateAsync(MigrationPhase.Expand, Operations.Make(rollout, ++intent), Stop);
        await Run(1, "r1");
        Assert.Empty((await Run(1, "r2")).Findings);
        await Run(3, "r3");
        Assert.Equal(3, await database.QueryAsync<int>("select one()"));
        await database.Runner(("R_one", "create or replace function one() returns int language sql return 3;")).RevertAsync(Operations.Make("r3", ++intent), Stop);
        Assert.Equal(1, await database.QueryAsync<int>("select one()"));
        Assert.Empty((await Run(1, "r5")).Findings);
    }

    [Fact]
    public async Task A_dry_run_leaves_nothing_and_says_where_it_would_fail()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var runner = database.Runner(("1_articles", Articles), ("2_rename", Rename), ("3_index", "create index concurrently i on articles (id)"), ("4_bad", "select 1;\nalter table nowhere add a int"));
        var report = await runner.DryRunAsync(MigrationPhase.Expand, Stop);
        Assert.False(report.Passed);
        Assert.Equal([true, true, true, true, true, false], report.Findings.Select(finding => finding.Passed));
        Assert.Contains("not tried", report.Findings[4].Detail);
        Assert.Contains("line 2", report.Findings[5].Detail);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('articles') is null"));
        Assert.All((await runner.ReadAsync(Stop)).Migrations, entry => Assert.Equal(MigrationState.Pending, entry.State));
    }

    [Fact]
    public async Task A_plan_says_what_is_locked_and_fenced()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var plan = await database.Runner(("1_a", "alter table a add b int;\ncreate index concurrently i on a (b);")).PlanAsync(MigrationPhase.Expand, Stop);
        var statements = Assert.Single(plan.Migrations).Statements;
        Assert.Equal([Fencing.Token, Fencing.None], statements.Select(statement => statement.Fencing));
        Assert.Equal(["a AccessExclusive"], statements[0].Locks);
        Assert.Contains("no transaction, fencing none", plan.ToString());
        Assert.True(await database.QueryAsync<bool>("select to_regnamespace('bluegreen') is null"));
    }

    [Fact]
    public async Task Code_runs_in_the_transaction_of_its_journal_row()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (a int)");
        var fails = true;
        var code = new MigrationCode("1_code", "1", async (connection, transaction, stop) =>
        {
            await using var command = new Npgsql.NpgsqlCommand("insert into t values (1)", connection, transaction);
            await command.ExecuteNonQueryAsync(stop);
            if (fails)
            {
                throw new InvalidOperationException("not yet");
            }
        });
        var runner = database.Runner(MigrationSet.From([], null, code));
        Assert.Contains("not yet", (await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop))).Message);
        Assert.Equal(0, await database.QueryAsync<long>("select count(*) from t"));
        fails = false;
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(1, await database.QueryAsync<long>("select count(*) from t"));
    }

    [Fact]
    public async Task A_lower_token_is_refused_by_the_database_itself()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var runner = database.Runner(("1_a", "create table a ()"));
        await runner.CancelAsync(Operations.Make("r2", 1, epoch: 5), Stop);
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Operations.Make("r1", 99, epoch: 4), Stop));
        Assert.Contains("newer write", thrown.Message);
        await runner.MigrateAsync(MigrationPhase.Expand, Operations.Make("r3", 1, epoch: 6), Stop);
    }

    [Fact]
    public async Task A_token_that_falls_behind_in_the_middle_stops_the_run()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var set = MigratedDatabase.Set(("1_a", "create table a ()"), ("2_b", "create table b ()"));
        var progress = new ProgressList(said =>
        {
            if (said is MigrationFinished { Migration: "1_a" })
            {
                database.ExecuteAsync("update bluegreen.migration_fence set epoch = 9").GetAwaiter().GetResult();
            }
        });
        await Assert.ThrowsAsync<ProviderException>(() => database.Runner(set, options => options.Progress = progress).MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop));
        Assert.True(await database.QueryAsync<bool>("select to_regclass('a') is not null and to_regclass('b') is null"));
    }

    [Fact]
    public async Task A_lost_lease_stops_at_the_next_statement()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holds = true;
        var progress = new ProgressList(said => holds &= said is not MigrationFinished { Migration: "1_a" });
        var runner = database.Runner(MigratedDatabase.Set(("1_a", "create table a ()"), ("2_b", "create table b ()")), options => options.Progress = progress);
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Operations.Make() with { HoldsLease = () => holds }, Stop));
        Assert.True(thrown.IsTransient);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('b') is null"));
    }

    [Fact]
    public async Task A_setting_of_a_script_does_not_outlive_it()
    {
        await using var database = await MigratedDatabase.CreateAsync("create schema other");
        await database.Runner(("1_a", "set search_path = other; create table a ();"), ("2_b", "create table b ()")).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('other.a') is not null and to_regclass('public.b') is not null"));
    }

    [Fact]
    public async Task Odd_statements_reach_the_server_as_they_are()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (a int); create table log (a int)");
        await database.Runner(("1_odd", """
            create function f(x int) returns int begin atomic select case when x > 0 then 1 else 2 end; end;
            create procedure p() begin atomic insert into t values (1); insert into t values (2); end;
            create rule r as on insert to t do also (insert into log values (1); insert into log values (2));
            create table "odd;name" (a text default E'it\'s; @x :y $1');
            do $x$ begin perform $$a;b$$; end $x$; /* ; /* ; */ */
            insert into "odd;name" values ('{"@p": ":q"}'); -- the end; really
            """)).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal("{\"@p\": \":q\"}", await database.QueryAsync<string>("select a from \"odd;name\""));
    }

    [Fact]
    public async Task A_baseline_is_taken_for_applied()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table a ()");
        var runner = database.Runner(("1_a", "create table a ()"), ("2_b", "create table b ()"), ("3_c", "create table c ()"));
        Assert.Equal(["1_a"], await runner.BaselineAsync("1_a", Stop));
        Assert.Equal(["2_b", "3_c"], (await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Findings.Select(finding => finding.Name));
        Assert.Empty(await runner.BaselineAsync("2_b", Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => runner.BaselineAsync("9_z", Stop));
    }

    [Fact]
    public async Task A_DbUp_history_is_adopted()
    {
        await using var database = await MigratedDatabase.CreateAsync("""
            create table schemaversions (schemaversionsid serial primary key, scriptname varchar(255) not null, applied timestamp not null);
            insert into schemaversions (scriptname, applied) values ('Shop.Scripts.0000_ancient.sql', now()), ('Shop.Scripts.0001_a.sql', now());
            """);
        var runner = database.Runner(("0001_a", "create table a ()"), ("0002_b", "create table b ()"));
        var adoption = await runner.AdoptAsync(AdoptedHistory.DbUp(), Stop);
        Assert.Equal(["0001_a"], adoption.Matched);
        Assert.Equal(["Shop.Scripts.0000_ancient.sql"], adoption.WithoutFile);
        Assert.Equal(["0002_b"], (await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Findings.Select(finding => finding.Name));
        Assert.Equal(3, (await runner.ReadAsync(Stop)).Migrations.Count(entry => entry.State == MigrationState.Applied));
        await runner.AdoptAsync(AdoptedHistory.DbUp("public.schemaversions"), Stop);
        Assert.Equal(3, (await runner.ReadAsync(Stop)).Migrations.Length);
    }

    [Fact]
    public async Task An_EF_Core_history_is_adopted()
    {
        await using var database = await MigratedDatabase.CreateAsync("""
            create table "__EFMigrationsHistory" ("MigrationId" varchar(150) primary key, "ProductVersion" varchar(32) not null);
            insert into "__EFMigrationsHistory" values ('20260101120000_Orders', '10.0.0');
            """);
        var runner = database.Runner(("20260101120000_Orders", "create table orders ()"), ("20260201120000_Lines", "create table lines ()"));
        Assert.Equal(["20260101120000_Orders"], (await runner.AdoptAsync(AdoptedHistory.EfCore(), Stop)).Matched);
        Assert.Equal(["20260201120000_Lines"], (await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Findings.Select(finding => finding.Name));
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => runner.AdoptAsync(AdoptedHistory.DbUp(), Stop));
        Assert.Contains("schemaversions", thrown.Message);
    }

    [Fact]
    public void Mistakes_in_the_settings_are_reported_together()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new PostgresMigrationRunner(
            "Host=127.0.0.1;Database=d", MigrationSet.From([]), new() { JournalSchema = "Odd Name", LockAttempts = 0, BatchSize = 0 }));
        Assert.Contains("JournalSchema", thrown.Message);
        Assert.Contains("LockAttempts", thrown.Message);
        Assert.Contains("BatchSize", thrown.Message);
        using var pooled = Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Database=d");
        Assert.Contains("Pooling=false", Assert.Throws<ArgumentException>(() => new PostgresMigrationRunner(pooled, MigrationSet.From([]))).Message);
    }

    [Fact]
    public async Task A_session_that_is_about_to_end_is_at_nothing_any_more()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var runner = database.Runner(("1_a", "select 1 / 0"));
        await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop));
        await using var ending = await database.ConnectAsync("bluegreen 1_a");
        await using var command = new NpgsqlCommand(
            "update bluegreen.migration_session s set pid = a.pid, backend_start = a.backend_start from pg_stat_activity a where a.pid = pg_backend_pid()", ending);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));

        Assert.Equal(MigrationState.Failed, Assert.Single((await runner.ReadAsync(Stop)).Migrations).State);

        command.CommandText = "select pg_try_advisory_lock(1)";
        await command.ExecuteNonQueryAsync(Stop);
        Assert.Equal(MigrationState.Running, Assert.Single((await runner.ReadAsync(Stop)).Migrations).State);
    }
}
