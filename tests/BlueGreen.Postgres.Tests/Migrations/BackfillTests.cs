using BlueGreen.Postgres.Migrations;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class BackfillTests
{
    private const string Setup = "create table t (id bigint primary key, a int, b int); insert into t (id, a) select i * 3, i from generate_series(1, 10000) i";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backfill_goes_on_where_it_stopped()
    {
        await using var database = await MigratedDatabase.CreateAsync($"{Setup}; create table passes (id bigint, at int)");
        var set = MigratedDatabase.Set(("1_a", "-- @backfill t by id\nwith done as (update t set b = a where ${batch} returning id) insert into passes select id, 1 from done;"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var progress = new ProgressList(said =>
        {
            if (said is BackfillProgress { Batches: 3 })
            {
                stop.Cancel();
            }
        });
        var first = database.Runner(set, options => (options.Progress, options.BatchSize, options.MaxBatchSize) = (progress, 500, 500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.MigrateAsync(MigrationPhase.Expand, stop.Token));
        Assert.Equal(MigrationState.Interrupted, (await first.ReadAsync(Stop)).Migrations.Single().State);
        var done = await database.QueryAsync<long>("select count(b) from t");
        Assert.Equal(progress.Of<BackfillProgress>()[^1].Rows, done);

        var rest = new ProgressList();
        await database.Runner(set, options => options.Progress = rest).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(10000, rest.Of<BackfillProgress>()[^1].Rows);
        Assert.True(rest.Of<BackfillProgress>()[0].Batches > 3);
        Assert.Equal(1, await database.QueryAsync<long>("select max(n) from (select count(*) n from passes group by id) one"));
        Assert.Equal(10000, await database.QueryAsync<long>("select count(b) from t"));
    }

    [Fact]
    public async Task It_ends_at_the_last_row_that_there_was()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        var progress = new ProgressList(said =>
        {
            if (said is BackfillProgress { Batches: < 50 } batch)
            {
                database.ExecuteAsync($"insert into t (id, a) select 1000000 + {batch.Batches} * 1000 + i, 0 from generate_series(1, 900) i").GetAwaiter().GetResult();
            }
        });
        await database.Runner(MigratedDatabase.Set(("1_a", "-- @backfill t by id\nupdate t set b = a where ${batch};")), options => options.Progress = progress).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(10000, await database.QueryAsync<long>("select count(b) from t"));
    }

    [Fact]
    public async Task Keys_of_several_columns_and_odd_types_are_walked()
    {
        await using var database = await MigratedDatabase.CreateAsync("""
            create table "Odd" ("Who" text not null, at timestamptz not null, n int, primary key ("Who", at));
            insert into "Odd" select 'it''s ' || i % 7, timestamptz '2026-01-01' + i * interval '1.5 s', null from generate_series(1, 3000) i;
            """);
        await database.Runner(MigratedDatabase.Set(("1_a", "-- @backfill \"Odd\" as o by \"Who\", at\nupdate \"Odd\" o set n = coalesce(n, 0) + 1 where ${batch};")), options => options.BatchSize = options.MaxBatchSize = 100)
            .MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(3000, await database.QueryAsync<long>("select count(*) from \"Odd\" where n = 1"));
    }

    [Theory]
    [InlineData("t by a", "NOT NULL")]
    [InlineData("t by nothing", "NOT NULL")]
    [InlineData("t by c", "no index")]
    public async Task A_key_along_which_one_cannot_walk_is_refused(string target, string reason)
    {
        await using var database = await MigratedDatabase.CreateAsync($"{Setup}; alter table t add c int not null default 1");
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => database.Runner(("1_a", $"-- @backfill {target}\nupdate t set b = a where ${{batch}};")).MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Contains(reason, thrown.Message);
    }

    [Fact]
    public async Task An_empty_table_is_done_at_once()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (id int primary key, a int)");
        Assert.Single((await database.Runner(("1_a", "-- @backfill t by id\nupdate t set a = 1 where ${batch};")).MigrateAsync(MigrationPhase.Expand, Stop)).Findings);
    }

    [Fact]
    public async Task It_pauses_while_standbys_are_behind()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        var lags = new Queue<double>([60, 30, 1]);
        var progress = new ProgressList();
        await database.Runner(MigratedDatabase.Set(("1_a", "-- @backfill t by id\nupdate t set b = a where ${batch};")), options =>
        {
            options.Progress = progress;
            options.ReplicationLag = (_, _) => Task.FromResult<TimeSpan?>(TimeSpan.FromSeconds(lags.TryDequeue(out var lag) ? lag : 0));
        }).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal([60.0, 30.0], progress.Of<BackfillPaused>().Select(one => one.Lag.TotalSeconds));
    }

    [Theory]
    [InlineData(1000, 25, 1250)]
    [InlineData(1000, 50, 1000)]
    [InlineData(1000, 40, 1250)]
    [InlineData(1000, 45, 1111)]
    [InlineData(1000, 500, 100)]
    [InlineData(1, 5000, 1)]
    [InlineData(1900, 25, 2000)]
    public void Batches_grow_slowly_and_shrink_at_once_towards_their_time(int size, int milliseconds, int next) =>
        Assert.Equal(next, new BlueGreen.Postgres.Migrations.Backfilling.BatchPace(new(), size).After(TimeSpan.FromMilliseconds(milliseconds)));
}
