using BlueGreen.Testing.Conformance;

namespace BlueGreen.Postgres.Tests.Fixtures;

/// <summary>A table of requests, and a role that may only read it.</summary>
internal sealed class PostgresMetricsFixture : MetricsSourceFixture
{
    private readonly List<PostgresMetricsSource> _opened = [];
    private TestDatabase _database = null!;
    private string _role = "";

    public override TimeSpan Patience => TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _database = await TestDatabase.CreateAsync();
        _role = $"meter_{_database.Name}";
        await _database.Cluster.ExecuteAsync($"create table request (deployment text, failed bool, seconds float8, at timestamptz); create role {_role} login password 'swordfish'; grant select on request to {_role}", _database.Name);
    }

    public override Task<IMetricsSource> CreateAsync(CancellationToken cancellationToken)
    {
        var source = new PostgresMetricsSource(
            _database.Cluster.ConnectionString(_database.Name, _role),
            [
                PostgresMetric.Rate(Metric.ErrorRate, "select deployment, count(*), count(*) filter (where failed) from request where at >= @from and at < @until and deployment = any (@names) group by 1"),
                PostgresMetric.MeanTime(Metric.ResponseTime, "select deployment, count(*), sum(seconds) from request where at >= @from and at < @until group by 1"),
                PostgresMetric.PerSecond(Metric.Throughput, "select deployment, count(*) from request where at >= @from and at < @until group by 1"),
                PostgresMetric.Connections, PostgresMetric.Rollbacks, PostgresMetric.Deadlocks, PostgresMetric.CacheMisses,
            ],
            new() { Settle = TimeSpan.Zero });
        _opened.Add(source);
        return Task.FromResult<IMetricsSource>(source);
    }

    public override async Task<bool> ObserveAsync(DeploymentId deployment, int observations, int errors, CancellationToken cancellationToken)
    {
        await _database.Cluster.ExecuteAsync($"insert into request select '{deployment}', n <= {errors}, 0.2, clock_timestamp() from generate_series(1, {observations}) n", _database.Name);
        return true;
    }

    public override async Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken)
    {
        await _database.Cluster.ExecuteAsync($"alter database {_database.Name} allow_connections false");
        await _database.Cluster.TerminateConnectionsAsync(_database.Name);
        return new Undoing(() => _database.Cluster.ExecuteAsync($"alter database {_database.Name} allow_connections true"));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var source in _opened)
        {
            await source.DisposeAsync();
        }

        await _database.DisposeAsync();
        await base.DisposeAsync();
    }
}
