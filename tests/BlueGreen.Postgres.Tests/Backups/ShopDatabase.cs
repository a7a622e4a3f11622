using System.Diagnostics;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>A database of 100,000 accounts and some rows of awkward types, its backups, and users that write all the time.</summary>
internal sealed class ShopDatabase : IAsyncDisposable
{
    private const string Awkward = """
        create type mood as enum ('good', 'bad');
        create table "Odd Table" (id int primary key, doc json, body jsonb, raw bytea, at timestamptz, took interval, real8 float8, amounts numeric[], mood mood, twice int generated always as (id * 2) stored);
        insert into "Odd Table" select i, '{"a":  1}', '{"b": 2}', '\x00ff', now(), interval '1 day 2 hours', 1.0 / 3, array[0.1, 2], 'bad' from generate_series(1, 100) i;
        create table part (id int, at date) partition by range (at);
        create table part_1 partition of part for values from ('2025-01-01') to ('2026-01-01');
        insert into part select i, '2025-06-01' from generate_series(1, 50) i;
        create table "empty" ();
        """;

    private readonly MigratedDatabase _database;
    private Process? _users;

    private ShopDatabase(MigratedDatabase database) => _database = database;

    public MigratedDatabase Inner => _database;

    public InMemoryArtifactStore Artifacts { get; } = new();

    /// <summary>Where dumps lie meanwhile: nothing may be left in it.</summary>
    public string Work { get; } = Directory.CreateTempSubdirectory("bluegreen-work-").FullName;

    public string Name => _database.Name;

    public PostgresCluster Cluster => _database.Cluster;

    public static async Task<ShopDatabase> CreateAsync(PostgresCluster? cluster = null)
    {
        var shop = new ShopDatabase(await MigratedDatabase.CreateAsync(Awkward, cluster));
        await shop.Cluster.RunClientAsync("pgbench", shop.Name, "--initialize", "--quiet", "--scale=1");
        return shop;
    }

    public PostgresBackups Backups(Action<PostgresBackupOptions>? configure = null)
    {
        var options = new PostgresBackupOptions { WorkFolder = Work };
        configure?.Invoke(options);
        return new(_database.ConnectionString, Artifacts, "shop", options);
    }

    /// <summary>Two users, for at most a minute; at least one transaction is through when it returns.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _users = Cluster.StartClient("pgbench", Name, "--no-vacuum", "--client=2", "--time=60");
        await _database.UntilAsync("select count(*) > 0 from pgbench_history", cancellationToken);
    }

    public async Task CloseAsync()
    {
        if (_users is { } users)
        {
            users.Kill();
            await users.WaitForExitAsync();
            users.Dispose();
            _users = null;
        }
    }

    public Task<T> QueryAsync<T>(string sql) => _database.QueryAsync<T>(sql);

    /// <summary>Nothing of a backup that failed is there: neither files, nor artifacts, nor databases, nor sessions.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(Work));
        Assert.Empty(await KeptAsync());
        Assert.Equal(0, await QueryAsync<long>($"select count(*) from pg_database where datname like 'bluegreen\\_verify\\_%' and shobj_description(oid, 'pg_database') like '%\"beside\":\"{Name}\"%'"));
        await _database.UntilAsync($"select count(*) = 0 from pg_stat_activity where datname = '{Name}' and application_name like 'bluegreen backup%'", TestContext.Current.CancellationToken);
    }

    public async Task<string[]> KeptAsync()
    {
        var names = new List<string>();
        await foreach (var name in Artifacts.ListAsync("shop", TestContext.Current.CancellationToken))
        {
            names.Add(name.Name);
        }

        return [.. names];
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _database.DisposeAsync();
        Directory.Delete(Work, recursive: true);
    }
}
