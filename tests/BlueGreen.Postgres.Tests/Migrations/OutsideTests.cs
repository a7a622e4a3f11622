using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Statements that cannot be in a transaction, and what interruptions leave of them.</summary>
public sealed class OutsideTests
{
    private const string Setup = "create table t (id int primary key, a int); insert into t select i, i % 10 from generate_series(1, 1000) i";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_in_one_file_run_one_after_the_other()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        await database.Runner(("1_a", "create index concurrently t_a on t (a); create index concurrently t_b on t (a, id); alter table t add b int; drop index concurrently t_b; vacuum t;"))
            .MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.True(await database.QueryAsync<bool>("select indisvalid from pg_index where indexrelid = 't_a'::regclass"));
        Assert.True(await database.QueryAsync<bool>("select to_regclass('t_b') is null"));
    }

    [Fact]
    public async Task A_failed_build_leaves_no_invalid_index_and_can_be_repeated()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        var runner = database.Runner(("1_a", "create unique index concurrently if not exists t_a on t (a);"));
        await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.True(await database.QueryAsync<bool>("select to_regclass('t_a') is null"));
        await database.ExecuteAsync("update t set a = id");
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.True(await database.QueryAsync<bool>("select indisvalid and indisunique from pg_index where indexrelid = 't_a'::regclass"));
    }

    [Fact]
    public async Task An_invalid_index_that_somebody_left_is_not_taken_for_built()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("create unique index concurrently t_a on t (a)"));
        Assert.False(await database.QueryAsync<bool>("select indisvalid from pg_index where indexrelid = 't_a'::regclass"));
        await database.Runner(("1_a", "create index concurrently if not exists t_a on t (a);")).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.True(await database.QueryAsync<bool>("select indisvalid and not indisunique from pg_index where indexrelid = 't_a'::regclass"));
    }

    [Fact]
    public async Task A_second_runner_polls_while_an_index_is_built()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        var set = MigratedDatabase.Set(("1_a", "create index concurrently t_a on t (a);"));
        await using var writer = await database.ConnectAsync();
        await using var transaction = await writer.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("update t set a = 0 where id = 1", writer, transaction).ExecuteNonQueryAsync(Stop);
        var first = database.Runner(set).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.UntilAsync("select bool_or(query ilike 'create index%' and wait_event_type = 'Lock') from pg_stat_activity where datname = current_database()", Stop);
        var second = database.Runner(set).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.UntilAsync("select count(*) > 0 from pg_stat_activity where datname = current_database() and query ilike '%pg_try_advisory_lock%' and pid <> pg_backend_pid()", Stop);
        Assert.False(first.IsCompleted || second.IsCompleted);
        await transaction.CommitAsync(Stop);
        Assert.Single((await first).Findings);
        Assert.Empty((await second).Findings);
    }

    [Fact]
    public async Task A_build_waits_for_writers_longer_than_a_lock_timeout()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        await using var writer = await database.ConnectAsync();
        await using var transaction = await writer.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("update t set a = 0 where id = 1", writer, transaction).ExecuteNonQueryAsync(Stop);
        var run = database.Runner(MigratedDatabase.Set(("1_a", "create index concurrently t_a on t (a);")), options => options.LockTimeout = TimeSpan.FromMilliseconds(1)).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.UntilAsync("select bool_or(query ilike 'create index%' and wait_event_type = 'Lock' and clock_timestamp() - query_start > interval '300 ms') from pg_stat_activity where datname = current_database()", Stop);
        await transaction.RollbackAsync(Stop);
        Assert.Single((await run).Findings);
    }

    [Theory]
    [InlineData("update t set a = 0 where id = 1", "index t_a is built", "create index concurrently t_a on t (a);")]
    [InlineData("select * from t", "a snapshot is in the way", "create index concurrently t_a on t (a);")]
    [InlineData("update t set a = 0 where id = 1", "index t_0 is dropped", "create index concurrently t_a on t (a); drop index concurrently t_0;")]
    [InlineData("update t set a = 0 where id = 1", "index t_0 is built anew", "create index concurrently t_a on t (a); reindex index concurrently t_0;")]
    public async Task A_build_that_waits_too_long_names_who_is_in_the_way_and_is_done_by_the_next_run(string held, string what, string script)
    {
        await using var database = await MigratedDatabase.CreateAsync($"{Setup}; create index t_0 on t (a, id)");
        var set = MigratedDatabase.Set(("1_a", script));
        await using var writer = await database.ConnectAsync("nightly");
        await using var transaction = await writer.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Stop);
        await new NpgsqlCommand(held, writer, transaction).ExecuteNonQueryAsync(Stop);
        for (var run = 0; run < 2; run++)
        {
            var impatient = database.Runner(set, options => options.BuildPatience = TimeSpan.FromSeconds(2));
            var thrown = await Assert.ThrowsAsync<ProviderException>(() => impatient.MigrateAsync(MigrationPhase.Expand, Stop));
            Assert.True(thrown.IsTransient, what);
            Assert.Contains($"pid {writer.ProcessID} (nightly), idle in transaction", thrown.Message);
            Assert.Contains("BuildPatience", thrown.Message);
            Assert.NotEqual(MigrationState.Applied, (await impatient.ReadAsync(Stop)).Migrations.Single().State);
        }

        await transaction.CommitAsync(Stop);
        await database.Runner(set).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.True(await database.QueryAsync<bool>("select indisvalid from pg_index where indexrelid = 't_a'::regclass"));
        Assert.Equal(0, await database.QueryAsync<long>("select count(*) from pg_index where not indisvalid"));
        Assert.Equal(script.Contains("drop", StringComparison.Ordinal) ? 0L : 1L, await database.QueryAsync<long>("select count(*) from pg_class where relname = 't_0'"));
    }

    [Fact]
    public async Task What_cannot_be_seen_is_not_repeated_without_a_word()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (a int); create procedure p() language plpgsql as $$ begin insert into t values (1); commit; perform pg_sleep(case when (select count(*) from t) = 1 then 1000 else 0 end); end $$");
        var set = MigratedDatabase.Set(("1_a", "-- @no-transaction\ncall p();"));
        var run = database.Runner(set).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.UntilAsync("select count(*) = 1 from t", Stop);
        await database.Cluster.TerminateConnectionsAsync(database.Name);
        Assert.True((await Assert.ThrowsAsync<ProviderException>(() => run)).IsTransient);

        var runner = database.Runner(set);
        Assert.Equal(MigrationState.Interrupted, (await runner.ReadAsync(Stop)).Migrations.Single().State);
        Assert.Contains("ResolveAsync", (await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop))).Message);
        await runner.ResolveAsync("1_a", wasDone: true, Stop);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(1, await database.QueryAsync<long>("select count(*) from t"));
    }

    [Fact]
    public async Task A_script_that_changed_half_way_is_refused()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        var broken = ("1_a", "create index concurrently t_a on t (a); create index concurrently t_b on nowhere (a);");
        await Assert.ThrowsAsync<ProviderException>(() => database.Runner(broken).MigrateAsync(MigrationPhase.Expand, Stop));
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => database.Runner(("1_a", "create index concurrently t_c on t (a); create index concurrently t_b on t (a);")).MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Contains("changed after its first 1 statements", thrown.Message);
        await database.ExecuteAsync("create table nowhere (a int)");
        await database.Runner(broken).MigrateAsync(MigrationPhase.Expand, Stop);
    }

    [Fact]
    public async Task A_half_done_detachment_is_finished()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table p (a int) partition by list (a); create table p1 partition of p for values in (1); create table p2 partition of p for values in (2)");
        var set = MigratedDatabase.Set(("1_a", "alter table p detach partition p1 concurrently;"));
        await using var reader = await database.ConnectAsync();
        await using var transaction = await reader.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("select * from p", reader, transaction).ExecuteNonQueryAsync(Stop);
        var run = database.Runner(set).MigrateAsync(MigrationPhase.Expand, Stop);
        await database.UntilAsync("select bool_or(inhdetachpending) from pg_inherits", Stop);
        await database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'bluegreen%'");
        await Assert.ThrowsAsync<ProviderException>(() => run);
        await transaction.RollbackAsync(Stop);
        await database.Runner(set).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(1, await database.QueryAsync<long>("select count(*) from pg_inherits"));
    }
}
