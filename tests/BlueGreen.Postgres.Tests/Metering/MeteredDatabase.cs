using System.Collections.Immutable;
using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Metering;

/// <summary>A database with requests of blue and green, and sources that read it.</summary>
internal sealed class MeteredDatabase : IAsyncDisposable
{
    public static readonly DeploymentId Blue = new("blue");
    public static readonly DeploymentId Green = new("green");

    private readonly MigratedDatabase _database;
    private readonly List<PostgresMetricsSource> _opened = [];

    private MeteredDatabase(MigratedDatabase database) => _database = database;

    public PostgresCluster Cluster => _database.Cluster;

    public string Name => _database.Name;

    public static async Task<MeteredDatabase> CreateAsync() =>
        new(await MigratedDatabase.CreateAsync("create table request (deployment text, failed bool, seconds numeric, at timestamptz default clock_timestamp())"));

    public PostgresMetricsSource Open(ImmutableArray<PostgresMetric> metrics, Action<PostgresMetricsOptions>? configure = null, string? connectionString = null)
    {
        var options = new PostgresMetricsOptions { Settle = TimeSpan.Zero };
        configure?.Invoke(options);
        var source = new PostgresMetricsSource(connectionString ?? _database.ConnectionString, metrics, options);
        _opened.Add(source);
        return source;
    }

    public static Task<MetricReading> ReadAsync(IMetricsSource source, DateTimeOffset? since = null, TimeSpan? timeLeft = null) => source.ReadAsync(
        new() { Metrics = source.Metrics, Deployments = [Blue, Green], Since = since, Interval = TimeSpan.FromSeconds(10) },
        Migrations.Operations.Make() with { TimeLeft = timeLeft ?? TimeSpan.FromMinutes(1) }, TestContext.Current.CancellationToken);

    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    public Task<T> QueryAsync<T>(string sql) => _database.QueryAsync<T>(sql);

    public Task<NpgsqlConnection> ConnectAsync(string application) => _database.ConnectAsync(application);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _opened)
        {
            await source.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}
