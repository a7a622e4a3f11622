using BlueGreen.Postgres.Migrations;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Readers and writers beside a runner, and who waits for whom, as the server sees it.</summary>
public sealed class StallTests(ITestOutputHelper output)
{
    private const int Rows = 20_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_queues_behind_a_runner_that_waits()
    {
        await using var database = await NewAsync();
        await using var crowd = new Crowd(database, Rows, Stop);
        await using var holder = await database.ConnectAsync("long report");
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("select count(*) from t", holder, transaction).ExecuteNonQueryAsync(Stop);
        var progress = new ProgressList();
        var run = database.Runner(MigratedDatabase.Set(("1_a", "alter table t add c int;")), options => (options.Progress, options.LockPatience) = (progress, TimeSpan.FromHours(1)))
            .MigrateAsync(MigrationPhase.Expand, Stop);
        var looks = 0;
        while (progress.Of<LocksAwaited>().Count < 20)
        {
            Assert.Equal(0, await database.QueryAsync<long>(QueueBehind("bluegreen")));
            looks++;
        }

        var before = crowd.Counts;
        await crowd.UntilEachHasPassedAsync(before);
        Assert.False(run.IsCompleted);
        await transaction.RollbackAsync(Stop);
        await run;
        output.WriteLine($"{looks} looks while 20 attempts did not get the table; nobody queued");
    }

    /// <summary>The same crowd and the same look, with a statement that waits in line.</summary>
    [Fact]
    public async Task Everybody_queues_behind_a_plain_statement_that_waits()
    {
        await using var database = await NewAsync();
        await using var crowd = new Crowd(database, Rows, Stop);
        await using var holder = await database.ConnectAsync("long report");
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("select count(*) from t", holder, transaction).ExecuteNonQueryAsync(Stop);
        await using var plain = await database.ConnectAsync("plain");
        await using var alter = new NpgsqlCommand("alter table t add c int", plain) { CommandTimeout = 0 };
        var altering = alter.ExecuteNonQueryAsync(Stop);
        await database.UntilAsync($"({QueueBehind("plain")}) >= {Crowd.Size}", Stop);
        await transaction.RollbackAsync(Stop);
        await altering;
    }

    [Fact]
    public async Task Writers_get_their_turn_between_the_batches_of_a_backfill_and_its_cursor_goes_on()
    {
        await using var database = await NewAsync();
        await using var crowd = new Crowd(database, Rows, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var set = MigratedDatabase.Set(("1_a", "-- @backfill t by id\nupdate t set b = a where ${batch};"));
        var progress = new ProgressList(said =>
        {
            if (said is BackfillProgress { Batches: 1 or 3 })
            {
                crowd.UntilEachHasPassedAsync(crowd.Counts).GetAwaiter().GetResult();
            }

            if (said is BackfillProgress { Batches: 3 })
            {
                stop.Cancel();
            }
        });
        var first = database.Runner(set, options => (options.Progress, options.MaxBatchSize) = (progress, 2000));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.MigrateAsync(MigrationPhase.Expand, stop.Token));

        var rest = new ProgressList();
        await database.Runner(set, options => (options.Progress, options.MaxBatchSize) = (rest, 2000)).MigrateAsync(MigrationPhase.Expand, Stop);
        Assert.Equal(4, rest.Of<BackfillProgress>()[0].Batches);
        Assert.True(rest.Of<BackfillProgress>()[^1].Batches >= Rows / 2000);
        Assert.Equal(Rows, rest.Of<BackfillProgress>()[^1].Rows);
        Assert.Equal(Rows, await database.QueryAsync<long>("select count(b) from t"));
    }

    /// <summary>Counts sessions that wait behind one that waits itself: the queue that stops a site.</summary>
    private static string QueueBehind(string application) => $"""
        select count(*) from pg_stat_activity w cross join unnest(pg_blocking_pids(w.pid)) b(pid) join pg_stat_activity r on r.pid = b.pid
        where w.datname = current_database() and w.wait_event_type = 'Lock' and r.wait_event_type = 'Lock' and r.application_name like '{application}%'
        """;

    private static Task<MigratedDatabase> NewAsync() =>
        MigratedDatabase.CreateAsync($"create table t (id int primary key, a int not null, b int); insert into t select i, 0 from generate_series(1, {Rows}) i; analyze t");
}
