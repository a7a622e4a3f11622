using BlueGreen.Postgres.Migrations;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class LockMannersTests(ITestOutputHelper output)
{
    private const string Setup = "create table t (id int primary key, a int); insert into t select i, i from generate_series(1, 1000) i";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>While somebody's transaction holds the table for long, the runner neither holds it nor stands in line for it.</summary>
    [Fact]
    public async Task Readers_never_queue_behind_a_migration_that_waits()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        await using var holder = await database.ConnectAsync("long report");
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("select count(*) from t", holder, transaction).ExecuteNonQueryAsync(Stop);
        var progress = new ProgressList();
        var run = database.Runner(MigratedDatabase.Set(("1_a", "alter table t add b int;")), options => (options.Progress, options.LockPatience) = (progress, TimeSpan.FromMinutes(5)))
            .MigrateAsync(MigrationPhase.Expand, Stop);
        await using var reader = await database.ConnectAsync("reader");
        await using var read = new NpgsqlCommand("set statement_timeout = '60s'; select count(*) from t", reader);
        var began = TimeProvider.System.GetTimestamp();
        var (worst, reads) = (TimeSpan.Zero, 0);
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5))
        {
            var one = TimeProvider.System.GetTimestamp();
            await read.ExecuteScalarAsync(Stop);
            var took = TimeProvider.System.GetElapsedTime(one);
            (worst, reads) = (took > worst ? took : worst, reads + 1);
            Assert.False(await database.QueryAsync<bool>("select exists (select from pg_locks l join pg_stat_activity a using (pid) where a.application_name like 'bluegreen%' and l.relation = 't'::regclass and not l.granted)"));
        }

        await database.UntilAsync("select true", Stop);
        Assert.False(run.IsCompleted);
        Assert.NotEmpty(progress.Of<LocksAwaited>());
        Assert.All(progress.Of<LocksAwaited>().Where(one => !one.Blockers.IsEmpty), one => Assert.Equal("long report", one.Blockers[0].Application));
        await transaction.RollbackAsync(Stop);
        await run;
        output.WriteLine($"{reads} reads beside a 5 s transaction and an ALTER that waits; the longest took {worst.TotalMilliseconds:0.0} ms; {progress.Of<LocksAwaited>().Count} attempts did not get the table");
    }

    [Fact]
    public async Task Giving_up_names_who_is_in_the_way_and_leaves_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        await using var holder = await database.ConnectAsync("nightly dump");
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("select 'marker', count(*) from t", holder, transaction).ExecuteNonQueryAsync(Stop);
        var runner = database.Runner(MigratedDatabase.Set(("1_a", "create table u (); alter table t add b int;")), options =>
        {
            (options.LockPatience, options.LockAttempts, options.LockAttemptPause) = (TimeSpan.FromMilliseconds(300), 3, TimeSpan.FromMilliseconds(10));
        });
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.True(thrown.IsTransient);
        Assert.Contains("nightly dump", thrown.Message);
        Assert.Contains("idle in transaction", thrown.Message);
        Assert.Contains("marker", thrown.Message);
        Assert.Contains($"pid {holder.ProcessID}", thrown.Message);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('u') is null"));
        Assert.Equal(MigrationState.Failed, (await runner.ReadAsync(Stop)).Migrations.Single().State);
        await transaction.RollbackAsync(Stop);
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
    }

    [Fact]
    public async Task A_lock_that_words_do_not_show_is_waited_for_only_briefly()
    {
        await using var database = await MigratedDatabase.CreateAsync(Setup);
        await using var holder = await database.ConnectAsync("holder");
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("select count(*) from t", holder, transaction).ExecuteNonQueryAsync(Stop);
        var progress = new ProgressList();
        var run = database.Runner(MigratedDatabase.Set(("1_a", "do $$ begin alter table t add b int; end $$;")), options =>
        {
            (options.Progress, options.LockAttemptPause, options.LockAttempts) = (progress, TimeSpan.FromMilliseconds(10), 1000);
        }).MigrateAsync(MigrationPhase.Expand, Stop);
        while (progress.Of<LocksAwaited>().Count < 3)
        {
            await Task.Delay(20, Stop);
        }

        Assert.Contains(progress.Of<LocksAwaited>()[2].Blockers, blocker => blocker.Application == "holder");
        await transaction.RollbackAsync(Stop);
        await run;
    }

    [Fact]
    public async Task Two_tables_are_had_together_or_not_at_all()
    {
        await using var database = await MigratedDatabase.CreateAsync($"{Setup}; create table u (id int)");
        await using var holder = await database.ConnectAsync("holder");
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("lock table u in row exclusive mode", holder, transaction).ExecuteNonQueryAsync(Stop);
        var progress = new ProgressList();
        var run = database.Runner(MigratedDatabase.Set(("1_a", "alter table t add b int; alter table u add b int;")), options => (options.Progress, options.LongTransaction) = (progress, TimeSpan.FromMinutes(10)))
            .MigrateAsync(MigrationPhase.Expand, Stop);
        while (progress.Of<LocksAwaited>().Count < 5)
        {
            await Task.Delay(20, Stop);
        }

        await database.ExecuteAsync("set statement_timeout = '60s'; select count(*) from t");
        await transaction.CommitAsync(Stop);
        await run;
        var entry = (await database.Runner().ReadHistoryAsync(1, Stop)).Single();
        Assert.Equal(["t AccessExclusive", "u AccessExclusive"], entry.Locks);
    }
}
