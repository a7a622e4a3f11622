using BlueGreen.Postgres.Migrations;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>A real standby that falls behind.</summary>
public sealed class StandbyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backfill_pauses_until_the_standby_has_caught_up()
    {
        await using var primary = await PostgresCluster.StartAsync(isDurable: true);
        await using var standby = await primary.StartStandbyAsync("second_site");
        await using var database = await MigratedDatabase.CreateAsync("create table t (id int primary key, a int, b int); insert into t (id, a) select i, i from generate_series(1, 5000) i", primary);
        await database.UntilAsync("select replay_lsn = pg_current_wal_flush_lsn() from pg_stat_replication", Stop);
        await standby.ExecuteAsync("select pg_wal_replay_pause()");
        await database.ExecuteAsync("create table u (); insert into u select from generate_series(1, 1000)");
        await database.UntilAsync("select replay_lag > interval '1.5 s' from pg_stat_replication", Stop);

        long? whilePaused = null;
        var progress = new ProgressList(said =>
        {
            if (said is BackfillPaused && whilePaused is null)
            {
                whilePaused = database.QueryAsync<long>("select count(b) from t").GetAwaiter().GetResult();
                standby.ExecuteAsync("select pg_wal_replay_resume()").GetAwaiter().GetResult();
            }
        });
        var set = MigratedDatabase.Set(("1_a", "-- @backfill t by id\nupdate t set b = a where ${batch};"));
        await database.Runner(set, options => (options.Progress, options.MaxReplicationLag) = (progress, TimeSpan.FromSeconds(1))).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(0, whilePaused);
        Assert.All(progress.Of<BackfillPaused>(), paused => Assert.True(paused.Lag > TimeSpan.FromSeconds(1)));
        Assert.Equal(5000, await database.QueryAsync<long>("select count(b) from t"));
        await database.UntilAsync("select replay_lsn = pg_current_wal_flush_lsn() from pg_stat_replication", Stop);
        Assert.Equal(5000, await standby.QueryAsync<long>("select count(b) from t", database.Name));
    }

    [Fact]
    public async Task A_role_that_cannot_see_the_lag_is_told_so()
    {
        await using var primary = await PostgresCluster.StartAsync(isDurable: true);
        await using var standby = await primary.StartStandbyAsync("second_site");
        await using var database = await MigratedDatabase.CreateAsync("", primary);
        var role = await MigrationRole.CreateAsync(database);
        var set = MigratedDatabase.Set(("1_a", "create table t (id int primary key, a int); insert into t select i from generate_series(1, 100) i;\n-- @backfill t by id\nupdate t set a = 1 where ${batch};"));
        Assert.Single(await RunAsync(), line => line.Contains("grant it pg_monitor", StringComparison.Ordinal));
        await primary.ExecuteAsync($"grant pg_monitor to {role.Name}");
        await database.ExecuteAsync("drop table t; truncate bluegreen.migration");
        Assert.DoesNotContain(await RunAsync(), line => line.Contains("pg_monitor", StringComparison.Ordinal));

        async Task<IReadOnlyList<string>> RunAsync()
        {
            using var lines = new LineLoggers();
            await using var runner = new PostgresMigrationRunner(role.ConnectionString, set, loggers: lines);
            await runner.MigrateAsync(MigrationPhase.Expand, Stop);
            return lines.Lines;
        }
    }
}
