using BlueGreen.Postgres.Migrations;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class RevertingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_reasons_are_said_before_anything_is_undone()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (x int)");
        var runner = database.Runner(
            ("1_a", "create table a ();\n-- @down\ndrop table a;"),
            ("2_b", "create table b ();"),
            ("3_c", "alter table t add c int;\n-- @down\nalter table t drop c;\n-- @contract\nalter table t drop x;"));
        await runner.MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        await runner.MigrateAsync(MigrationPhase.Contract, Operations.Make(intent: 2), Stop);
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => runner.RevertAsync(Operations.Make(intent: 3), Stop));
        Assert.Contains("2_b: It has no @down", thrown.Message);
        Assert.Contains("3_c.contract: It has run", thrown.Message);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('a') is not null"));
    }

    [Fact]
    public async Task What_is_needed_stays()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var runner = database.Runner(("1_a", "create table a ();\n-- @down\ndrop table a;"), ("2_b", "-- @needs 1_a\ncreate table b ();\n-- @down\ndrop table b;"));
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Contains("It is needed: 2_b needs 1_a. Revert 2_b first.", (await Assert.ThrowsAsync<InvalidMigrationsException>(() => runner.RevertAsync("1_a", Stop))).Message);
        await runner.RevertAsync("2_b", Stop);
        await runner.RevertAsync("1_a", Stop);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('a') is null and to_regclass('b') is null"));
        Assert.Equal(["revert", "revert", "apply", "apply"], (await runner.ReadHistoryAsync(cancellationToken: Stop)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_release_without_the_file_reverts_with_what_the_journal_kept()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.Runner(("1_a", "create table a ();\n-- @down\ndrop table a;")).MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        await database.Runner(("2_b", "create table b ()")).RevertAsync(Operations.Make(intent: 2), Stop);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('a') is null"));
    }

    [Fact]
    public async Task A_concurrent_index_and_a_backfill_are_undone()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (id int primary key, a int); insert into t select i from generate_series(1, 10) i");
        var runner = database.Runner(
            ("1_a", "create index concurrently t_a on t (a);\n-- @down\ndrop index concurrently if exists t_a;"),
            ("2_b", "-- @backfill t by id\nupdate t set a = id where ${batch};\n-- @down\nupdate t set a = null;"));
        await runner.MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        Assert.Equal(10, await database.QueryAsync<long>("select count(a) from t"));
        await runner.RevertAsync(Operations.Make(intent: 2), Stop);
        Assert.Equal(0, await database.QueryAsync<long>("select count(a) from t"));
        Assert.True(await database.QueryAsync<bool>("select to_regclass('t_a') is null"));
        Assert.All((await runner.ReadAsync(Stop)).Migrations, entry => Assert.Equal(MigrationState.Pending, entry.State));
    }
}
