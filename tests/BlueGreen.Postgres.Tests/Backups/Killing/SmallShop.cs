using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Backups.Killing;

/// <summary>A database of a few rows on a server of its own, with a backup that other processes find.</summary>
internal sealed class SmallShop : IAsyncDisposable
{
    private const string Setup = """
        create table customer (id int primary key, name text not null unique);
        insert into customer select i, 'customer ' || i from generate_series(1, 200) i;
        create table purchase (id bigint generated always as identity primary key, customer int not null references customer, total numeric not null);
        insert into purchase (customer, total) select 1 + i % 200, i from generate_series(1, 1000) i;
        """;

    private const string Rows = "select (select count(*) || ':' || sum(hashtext(c::text)) from customer c) || ' ' || (select count(*) || ':' || sum(hashtext(p::text)) from purchase p)";

    private readonly MigratedDatabase _database;

    private SmallShop(MigratedDatabase database) => (_database, Host) = (database, new(database.ConnectionString));

    public BackupHost Host { get; }

    public PostgresCluster Cluster => _database.Cluster;

    public string Name => _database.Name;

    public PostgresBackups Backups => Host.Backups();

    public static async Task<SmallShop> CreateAsync(string name = "db0") => new(await MigratedDatabase.CreateAsync(Setup, await PostgresCluster.StartAsync(), name));

    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    /// <summary>What is in the tables.</summary>
    public Task<string> RowsAsync(string? database = null) => Cluster.QueryAsync<string>(Rows, database ?? Name);

    public Task<uint> OidAsync(string database) => Cluster.QueryAsync<uint>($"select coalesce((select oid from pg_database where datname = '{database}'), 0::oid)");

    /// <summary>Waits until a query that is asked beside the database answers true.</summary>
    public async Task UntilAsync(string condition, CancellationToken cancellationToken)
    {
        while (!await Cluster.QueryAsync<bool>($"select {condition}"))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Waits until the server has noticed that a process is gone, and until what it left running has ended.</summary>
    public async Task UntilGoneAsync(CancellationToken cancellationToken)
    {
        await UntilAsync("not exists (select from pg_stat_activity where application_name like 'bluegreen %')", cancellationToken);
        await Host.UntilProgramsEndedAsync(cancellationToken);
    }

    /// <summary>The databases of the server, but those that are always there.</summary>
    public async Task<string[]> DatabasesAsync() => await Cluster.QueryAsync<string[]>("select array_agg(datname::text order by datname) from pg_database where datname not in ('postgres', 'template0', 'template1')");

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await Cluster.DisposeAsync();
        Host.Dispose();
    }
}
