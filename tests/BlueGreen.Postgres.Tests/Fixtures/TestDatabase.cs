using BlueGreen.PostgresServer;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Fixtures;

/// <summary>A database of one test class or trial, and the programs that use it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly List<PostgresDatabase> _opened = [];

    private TestDatabase(PostgresCluster cluster, string connectionString) => (Cluster, ConnectionString) = (cluster, connectionString);

    public PostgresCluster Cluster { get; }

    public string ConnectionString { get; }

    public string Name => new NpgsqlConnectionStringBuilder(ConnectionString).Database!;

    public static async Task<TestDatabase> CreateAsync(PostgresCluster? cluster = null)
    {
        cluster ??= await PostgresCluster.SharedAsync();
        return new(cluster, await cluster.CreateDatabaseAsync());
    }

    /// <summary>Opens the database as one more process would, with connections of its own.</summary>
    public PostgresDatabase Open(PostgresJournalOptions? options = null, string? connectionString = null, ILoggerFactory? loggers = null)
    {
        var database = new PostgresDatabase(connectionString ?? ConnectionString, options, loggers: loggers);
        lock (_opened)
        {
            _opened.Add(database);
        }

        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _opened)
        {
            await database.DisposeAsync();
        }
    }
}
