using BlueGreen.Postgres.Migrations;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>An empty database and the runners that migrate it.</summary>
internal sealed class MigratedDatabase : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _opened = [];

    private MigratedDatabase(PostgresCluster cluster, string connectionString) => (Cluster, ConnectionString) = (cluster, connectionString);

    public PostgresCluster Cluster { get; }

    public string ConnectionString { get; }

    public string Name => new NpgsqlConnectionStringBuilder(ConnectionString).Database!;

    public static async Task<MigratedDatabase> CreateAsync(string setup = "", PostgresCluster? cluster = null, string? name = null)
    {
        cluster ??= await PostgresCluster.SharedAsync();
        var database = new MigratedDatabase(cluster, await cluster.CreateDatabaseAsync(name));
        if (setup.Length > 0)
        {
            await database.ExecuteAsync(setup);
        }

        return database;
    }

    public static MigrationSet Set(params (string Name, string Text)[] files) => MigrationSet.From(files.Select(file => new MigrationFile($"{file.Name}.sql", file.Text)));

    public PostgresMigrationRunner Runner(MigrationSet set, Action<PostgresMigrationOptions>? configure = null, string? connectionString = null)
    {
        var options = new PostgresMigrationOptions { LookForOther = TimeSpan.FromMilliseconds(20) };
        configure?.Invoke(options);
        var runner = new PostgresMigrationRunner(connectionString ?? ConnectionString, set, options);
        lock (_opened)
        {
            _opened.Add(runner);
        }

        return runner;
    }

    public PostgresMigrationRunner Runner(params (string Name, string Text)[] files) => Runner(Set(files));

    public Task ExecuteAsync(string sql) => Cluster.ExecuteAsync(sql, Name);

    public Task<T> QueryAsync<T>(string sql) => Cluster.QueryAsync<T>(sql, Name);

    /// <summary>A session of somebody else, who is in the way.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string applicationName = "somebody")
    {
        var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false;Application Name={applicationName}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Waits until a query answers true.</summary>
    public async Task UntilAsync(string condition, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand($"select coalesce(({condition}), false)", connection);
        while (!(bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _opened)
        {
            await one.DisposeAsync();
        }
    }
}
