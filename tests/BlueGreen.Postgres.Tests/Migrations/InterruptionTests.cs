using BlueGreen.Postgres.Migrations;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Runners that die, wherever they are: the next run completes what they began, and the database is as if nobody had died.</summary>
public sealed class InterruptionTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Processes_that_are_killed_at_every_statement()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        using var host = new MigrationHost(Twelve.Files);
        var deaths = 0;
        while (await host.RunAsync(database.ConnectionString, dies: true, Stop) is var (code, error) && code != 0)
        {
            Assert.True(code == 137, $"the process ended with {code}: {error}");
            deaths++;
        }

        Assert.Equal(await Twelve.UndisturbedAsync(Stop), await database.QueryAsync<string>(Twelve.Fingerprint));
        Assert.True(deaths > 30, $"{deaths} deaths");
        output.WriteLine($"{deaths} processes were killed on the way");
    }

    [Fact]
    public async Task Sessions_that_are_ended_at_every_statement()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var places = new HashSet<string>();
        while (true)
        {
            var runner = database.Runner(Twelve.Set, options => (options.Progress, options.BatchSize, options.MaxBatchSize) = (new ProgressList(said => EndAt(database, places, said)), 500, 500));
            try
            {
                await Twelve.RunAsync(runner, Stop);
                break;
            }
            catch (ProviderException e)
            {
                Assert.True(e.IsTransient, e.Message);
            }
        }

        Assert.Equal(await Twelve.UndisturbedAsync(Stop), await database.QueryAsync<string>(Twelve.Fingerprint));
        Assert.True(places.Count > 30, $"{places.Count} places");
    }

    [Fact]
    public async Task A_process_that_is_killed_while_the_server_builds_an_index_for_it()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (id int primary key, a int); insert into t select i, i from generate_series(1, 1000) i");
        using var host = new MigrationHost([new("1_a.sql", "create unique index concurrently t_a on t (a);")]);
        await using var writer = await database.ConnectAsync();
        await using (var transaction = await writer.BeginTransactionAsync(Stop))
        {
            await new NpgsqlCommand("update t set a = 0 where id = 1", writer, transaction).ExecuteNonQueryAsync(Stop);
            using var process = host.Start(database.ConnectionString, dies: false);
            await database.UntilAsync("select bool_or(query ilike 'create unique index%' and wait_event_type = 'Lock') from pg_stat_activity where datname = current_database()", Stop);
            process.Kill();
            await process.WaitForExitAsync(Stop);
            await database.UntilAsync("select count(*) = 0 from pg_stat_activity where datname = current_database() and query ilike 'create unique index%' and pid <> pg_backend_pid() and query not ilike '%pg_stat_activity%'", Stop);
            Assert.False(await database.QueryAsync<bool>("select indisvalid from pg_index where indexrelid = 't_a'::regclass"));
            await transaction.CommitAsync(Stop);
        }

        var (code, error) = await host.RunAsync(database.ConnectionString, dies: false, Stop);
        Assert.True(code == 0, error);
        Assert.True(await database.QueryAsync<bool>("select indisvalid from pg_index where indexrelid = 't_a'::regclass"));
    }

    [Fact]
    public async Task A_server_that_crashes_and_comes_back()
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true);
        await using var database = await MigratedDatabase.CreateAsync("", cluster);
        foreach (var place in new[] { "03_name 1 finished", "04_index 1 started", "05_fill.backfill batch", "07_key 2 finished" })
        {
            var crashed = false;
            var progress = new ProgressList(said =>
            {
                if (!crashed && Place(said) == place)
                {
                    crashed = true;
                    cluster.StopServerAsync().GetAwaiter().GetResult();
                }
            });
            var thrown = await Assert.ThrowsAsync<ProviderException>(() => Twelve.RunAsync(database.Runner(Twelve.Set, options => options.Progress = progress), Stop));
            Assert.True(thrown.IsTransient, thrown.Message);
            await cluster.StartServerAsync();
        }

        await Twelve.RunAsync(database.Runner(Twelve.Set), Stop);
        Assert.Equal(await Twelve.UndisturbedAsync(Stop), await database.QueryAsync<string>(Twelve.Fingerprint));
    }

    [Fact]
    public async Task Four_runners_at_once_run_everything_once()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Twelve.RunAsync(database.Runner(Twelve.Set), Stop), Stop)));
        Assert.Equal(await Twelve.UndisturbedAsync(Stop), await database.QueryAsync<string>(Twelve.Fingerprint));
        Assert.Equal(13, await database.QueryAsync<long>("select count(*) from bluegreen.migration_event"));
    }

    [Fact]
    public async Task Four_processes_at_once_run_everything_once()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        using var host = new MigrationHost(Twelve.Files);
        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RunAsync(database.ConnectionString, dies: false, Stop)));
        Assert.All(ends, end => Assert.True(end.Code == 0, end.Error));
        Assert.Equal(await Twelve.UndisturbedAsync(Stop), await database.QueryAsync<string>(Twelve.Fingerprint));
        Assert.Equal(13, await database.QueryAsync<long>("select count(*) from bluegreen.migration_event"));
    }

    private static void EndAt(MigratedDatabase database, HashSet<string> places, MigrationProgress said)
    {
        if (Place(said) is { } place && places.Add(place))
        {
            database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'bluegreen%'").GetAwaiter().GetResult();
        }
    }

    private static string? Place(MigrationProgress said) => said switch
    {
        StatementStarted one => $"{one.Migration} {one.Statement} started",
        StatementFinished one => $"{one.Migration} {one.Statement} finished",
        BackfillProgress one => $"{one.Migration} batch",
        _ => null,
    };
}
