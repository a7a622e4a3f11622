using BlueGreen.PostgresServer;
using static BlueGreen.Postgres.Tests.Metering.MeteredDatabase;

namespace BlueGreen.Postgres.Tests.Metering;

/// <summary>What a database knows of deployments, as evidence.</summary>
public sealed class MetricsSourceTests : IAsyncLifetime
{
    private static readonly PostgresMetric Errors = PostgresMetric.Rate(
        Metric.ErrorRate, "select deployment, count(*), count(*) filter (where failed) from request where at >= @from and at < @until group by 1");

    private static readonly PostgresMetric Times = PostgresMetric.MeanTime(
        Metric.ResponseTime, "select deployment, count(*), sum(seconds) from request where at >= @from and at < @until group by 1");

    private MeteredDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_table_gives_rates_times_and_throughput()
    {
        var source = _database.Open([Errors, Times, PostgresMetric.PerSecond(Metric.Throughput, "select deployment, count(*) from request where at >= @from and at < @until group by deployment, failed")]);
        var start = await ReadAsync(source);
        Assert.True(start.For(Blue, Metric.ErrorRate).IsNoData);
        await _database.ExecuteAsync("insert into request (deployment, failed, seconds) select 'blue', n = 1, n * 0.1 from generate_series(1, 4) n; insert into request (deployment, failed, seconds) values (null, true, 1), ('other', true, 1)");
        var reading = await ReadAsync(source, start.Watermark);
        var rate = reading.For(Blue, Metric.ErrorRate);
        Assert.Equal((0.25, 4, new RequestCounts(4, 1)), (rate.Value, rate.Samples, rate.Counts));
        Assert.Equal(0.25, reading.For(Blue, Metric.ResponseTime).Value!.Value, 9);
        Assert.Equal(4, reading.For(Blue, Metric.Throughput).Samples);
        Assert.Equal(4 / (reading.Watermark - reading.From).TotalSeconds, reading.For(Blue, Metric.Throughput).Value!.Value, 6);
        Assert.True(reading.For(Green, Metric.ErrorRate).IsNoData);
        Assert.True(reading.For(Green, Metric.ResponseTime).IsNoData);
        Assert.Equal(0, reading.For(Green, Metric.Throughput).Value);
    }

    [Fact]
    public async Task Only_rows_of_requests_are_said_to_be_requests()
    {
        const string Sql = "select deployment, count(*), count(*) filter (where failed) from request where at >= @from and at < @until group by 1";
        var (jobs, checkouts) = (PostgresMetric.Rate(Metric.Ratio("jobs"), Sql), PostgresMetric.Rate(Metric.Ratio("checkouts"), Sql) with { CountsRequests = true });
        var source = _database.Open([Errors, Times, jobs, checkouts, PostgresMetric.Connections, PostgresMetric.Rollbacks, PostgresMetric.CacheMisses]);
        await using var green = await _database.ConnectAsync("green");
        var first = await ReadAsync(source);
        await _database.ExecuteAsync("insert into request (deployment, failed, seconds) values ('green', false, 1)");
        foreach (var reading in (MetricReading[])[first, await ReadAsync(source, first.Watermark)])
        {
            foreach (var deployment in (DeploymentId[])[Blue, Green])
            {
                Assert.All(source.Metrics, metric => Assert.Equal(
                    metric == Metric.ErrorRate.Name || metric == Metric.ResponseTime.Name || metric == checkouts.Name, reading.For(deployment, metric).CountsRequests));
            }
        }
    }

    [Fact]
    public async Task Deployments_may_have_other_names_in_the_database()
    {
        var source = _database.Open([Errors], options => options.NameOf = deployment => $"shop-{deployment}");
        var start = await ReadAsync(source);
        await _database.ExecuteAsync("insert into request (deployment, failed) values ('shop-green', true), ('green', false)");
        Assert.Equal(new RequestCounts(1, 1), (await ReadAsync(source, start.Watermark)).For(Green, Metric.ErrorRate).Counts);
        var same = _database.Open([Errors], options => options.NameOf = _ => "shop");
        Assert.False((await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(same))).IsTransient);
    }

    [Fact]
    public async Task Rows_that_are_committed_late_are_counted_within_the_time_to_settle()
    {
        var source = _database.Open([Errors], options => options.Settle = TimeSpan.FromMinutes(5));
        var start = await ReadAsync(source);
        Assert.True(start.Watermark < DateTimeOffset.UtcNow - TimeSpan.FromMinutes(4));
        await _database.ExecuteAsync($"insert into request (deployment, failed, at) values ('green', false, '{start.Watermark:O}')");
        var reading = await ReadAsync(source, start.Watermark);
        Assert.Equal(1, reading.For(Green, Metric.ErrorRate).Samples);
        Assert.Equal(0, (await ReadAsync(source, reading.Watermark)).For(Green, Metric.ErrorRate).Samples);
    }

    [Fact]
    public async Task A_watermark_ahead_of_the_clock_is_given_back_with_nothing_in_it()
    {
        var source = _database.Open([Errors]);
        var ahead = (await ReadAsync(source)).Watermark + TimeSpan.FromHours(1);
        var reading = await ReadAsync(source, ahead);
        Assert.Equal((ahead, ahead), (reading.From, reading.Watermark));
        Assert.True(reading.For(Green, Metric.ErrorRate).IsNoData);
    }

    [Fact]
    public async Task A_long_gap_is_cut_and_said_so()
    {
        var source = _database.Open([Errors], options => options.LongestWindow = TimeSpan.FromMinutes(1));
        var now = (await ReadAsync(source)).Watermark;
        var reading = await ReadAsync(source, now - TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromMinutes(1), reading.Watermark - reading.From);
    }

    [Fact]
    public async Task Sessions_are_counted_by_application_name()
    {
        var source = _database.Open([PostgresMetric.Connections]);
        await using var one = await _database.ConnectAsync("green");
        await using var two = await _database.ConnectAsync("green");
        var reading = await ReadAsync(source);
        Assert.Equal((2d / 200, 1), (reading.For(Green, PostgresMetric.Connections.Name).Value, reading.For(Green, PostgresMetric.Connections.Name).Samples));
        Assert.True(reading.For(Blue, PostgresMetric.Connections.Name).IsNoData);
    }

    [Fact]
    public async Task The_server_s_counters_become_windows()
    {
        var source = _database.Open([PostgresMetric.Rollbacks, PostgresMetric.Deadlocks, PostgresMetric.CacheMisses]);
        await using var session = await _database.ConnectAsync("green");
        var start = await ReadAsync(source);
        Assert.All(start.Evidence, evidence => Assert.True(evidence.IsNoData));
        await RollBackAsync(30);
        var reading = await ReadAsync(source, start.Watermark);
        var rollbacks = reading.For(Green, PostgresMetric.Rollbacks.Name);
        Assert.InRange(rollbacks.Counts!.Value.Errors, 30, rollbacks.Samples);
        Assert.Equal((double)rollbacks.Counts.Value.Errors / rollbacks.Samples, rollbacks.Value);
        Assert.Equal(0, reading.For(Green, PostgresMetric.Deadlocks.Name).Value);
        Assert.InRange(reading.For(Green, PostgresMetric.CacheMisses.Name).Value!.Value, 0, 1);
        Assert.True(reading.For(Blue, PostgresMetric.Rollbacks.Name).IsNoData);
    }

    [Fact]
    public async Task Asking_leaves_no_rollbacks_behind()
    {
        var source = _database.Open([PostgresMetric.Connections]);
        await using var checks = new PostgresChecks((await PostgresCluster.SharedAsync()).ConnectionString(_database.Name));
        var before = await RollbacksAsync();
        for (var i = 0; i < 20; i++)
        {
            await ReadAsync(source);
            await checks.CanConnect().Handler!(Migrations.Operations.Make(), TestContext.Current.CancellationToken);
        }

        await source.DisposeAsync();
        await checks.DisposeAsync();
        await UntilAloneAsync();
        Assert.Equal(before, await RollbacksAsync());
    }

    [Fact]
    public async Task A_window_in_which_the_statistics_were_reset_is_unknown()
    {
        var source = _database.Open([PostgresMetric.Rollbacks]);
        await using var session = await _database.ConnectAsync("green");
        var start = await ReadAsync(source);
        await RollBackAsync(3);
        await _database.ExecuteAsync("select pg_stat_reset()");
        await RollBackAsync(50);
        var reset = await ReadAsync(source, start.Watermark);
        Assert.True(reset.For(Green, PostgresMetric.Rollbacks.Name).IsNoData);
        await RollBackAsync(5);
        Assert.InRange((await ReadAsync(source, reset.Watermark)).For(Green, PostgresMetric.Rollbacks.Name).Counts!.Value.Errors, 5, 60);
    }

    [Fact]
    public async Task Another_process_does_not_know_what_was_counted_before_it()
    {
        await using var session = await _database.ConnectAsync("green");
        var start = await ReadAsync(_database.Open([PostgresMetric.Rollbacks]));
        Assert.All((await ReadAsync(_database.Open([PostgresMetric.Rollbacks]), start.Watermark)).Evidence, evidence => Assert.True(evidence.IsNoData));
    }

    [Theory]
    [InlineData("select 'green', 1, 2", "what cannot be")]
    [InlineData("select 'green', -1, 0", "what cannot be")]
    [InlineData("select 'green', 'many', 0", "not of the type")]
    [InlineData("select 'green', 1 / 0, 0", "22012")]
    [InlineData("select deployment, 1, 0 from nowhere", "does not exist")]
    [InlineData("insert into request values ('green') returning deployment, 1, 0", "would have written")]
    public async Task An_answer_that_makes_no_sense_is_a_failure_and_no_evidence(string sql, string fragment)
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(_database.Open([PostgresMetric.Rate(Metric.ErrorRate, sql)])));
        Assert.Contains(fragment, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_usage_has_one_row()
    {
        var usage = PostgresMetric.Usage(Metric.Usage("queue"), "select 'green', 0.5::numeric");
        Assert.Equal(0.5, (await ReadAsync(_database.Open([usage]))).For(Green, usage.Name).Value);
        var twice = PostgresMetric.Usage(Metric.Usage("queue"), "select 'green', 0.5 union all select 'green', 0.7");
        Assert.Contains("one row", (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(_database.Open([twice])))).Message, StringComparison.Ordinal);
        var none = PostgresMetric.Usage(Metric.Usage("queue"), "select 'green', null::float8");
        Assert.True((await ReadAsync(_database.Open([none]))).For(Green, none.Name).IsNoData);
    }

    [Fact]
    public async Task A_slow_query_is_ended_and_may_pass()
    {
        var source = _database.Open([PostgresMetric.Usage(Metric.Usage("slow"), "select 'green', 1 from pg_sleep(3600)")], options => options.StatementTimeout = TimeSpan.FromMilliseconds(100));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(source));
        Assert.True(failure.IsTransient);
        var hurried = _database.Open([PostgresMetric.Usage(Metric.Usage("slow"), "select 'green', 1 from pg_sleep(3600)")], options => options.StatementTimeout = TimeSpan.FromMinutes(10));
        Assert.True((await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(hurried, timeLeft: TimeSpan.FromMilliseconds(500)))).IsTransient);
    }

    [Fact]
    public async Task A_role_that_may_read_the_table_and_nothing_else_suffices()
    {
        var role = $"meter_{_database.Name}";
        await _database.Cluster.ExecuteAsync($"create role {role} login password 'swordfish'");
        var source = _database.Open([Errors, PostgresMetric.Connections, PostgresMetric.Rollbacks], connectionString: _database.Cluster.ConnectionString(_database.Name, role));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(source));
        Assert.Contains("lacks a right", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", failure.ToString(), StringComparison.Ordinal);
        await _database.ExecuteAsync($"grant select on request to {role}");
        await using var session = await _database.ConnectAsync("green");
        var start = await ReadAsync(source);
        await RollBackAsync(3);
        var reading = await ReadAsync(source, start.Watermark);
        Assert.False(reading.For(Green, PostgresMetric.Connections.Name).IsNoData);
        Assert.False(reading.For(Green, PostgresMetric.Rollbacks.Name).IsNoData);
    }

    [Fact]
    public void Definitions_are_checked()
    {
        Assert.Throws<ArgumentException>(() => _database.Open([]));
        Assert.Throws<ArgumentException>(() => _database.Open([Errors, Errors]));
        Assert.Throws<ArgumentException>(() => PostgresMetric.Rate(Metric.ErrorRate, "select 1; select 2"));
        Assert.Throws<ArgumentException>(() => _database.Open([Errors], options => options.Settle = TimeSpan.FromDays(1)));
        Assert.NotEqual(_database.Open([Errors]).Identity, _database.Open([Errors, Times]).Identity);
        Assert.Equal(_database.Open([Times, Errors]).Identity, _database.Open([Errors, Times]).Identity);
    }

    /// <summary>A session hands its counts to the server when it ends, at the latest.</summary>
    private async Task RollBackAsync(int times)
    {
        await using (var session = await _database.ConnectAsync("elsewhere"))
        {
            for (var i = 0; i < times; i++)
            {
                await using var transaction = await session.BeginTransactionAsync(TestContext.Current.CancellationToken);
                await transaction.RollbackAsync(TestContext.Current.CancellationToken);
            }
        }

        await UntilGoneAsync("elsewhere");
    }

    private async Task UntilGoneAsync(string application)
    {
        while (await _database.Cluster.QueryAsync<long>($"select count(*) from pg_stat_activity where datname = '{_database.Name}' and application_name = '{application}'") > 0)
        {
            await Task.Yield();
        }
    }

    private async Task UntilAloneAsync()
    {
        while (await _database.Cluster.QueryAsync<long>($"select count(*) from pg_stat_activity where datname = '{_database.Name}'") > 0)
        {
            await Task.Yield();
        }
    }

    private Task<long> RollbacksAsync() => _database.Cluster.QueryAsync<long>($"select xact_rollback from pg_stat_database where datname = '{_database.Name}'");
}
