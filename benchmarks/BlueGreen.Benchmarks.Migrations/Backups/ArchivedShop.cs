using System.Globalization;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Recovery;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Benchmarks.Migrations.Backups;

/// <summary>A server that waits for the disk and archives its log, with one table of accounts, a base backup, and backups kept as files.</summary>
internal sealed class ArchivedShop : IAsyncDisposable
{
    private const string Database = "shop";
    private readonly PostgresCluster _cluster;
    private readonly string _folder;
    private readonly string _artifacts = Directory.CreateTempSubdirectory("bluegreen-artifacts-").FullName;

    private ArchivedShop(PostgresCluster cluster, string folder)
    {
        (_cluster, _folder) = (cluster, folder);
        Backups = new(cluster.ConnectionString(Database), new FileArtifactStore(new() { Directory = _artifacts }), "shop");
        Points = new(cluster.ConnectionString(), new() { LookAgain = TimeSpan.FromMilliseconds(20) });
    }

    public PostgresBackups Backups { get; }

    public PostgresRestorePoints Points { get; }

    private string BaseBackup => Path.Combine(_folder, "base");

    public static async Task<ArchivedShop> StartAsync(int rows)
    {
        var folder = await PostgresCluster.NewFolderAsync();
        await PostgresCluster.RunScriptAsync($"mkdir {folder}/archive");
        var cluster = await PostgresCluster.StartAsync(isDurable: true, "shared_buffers = 256MB", "max_wal_size = 4GB", "archive_mode = on", $"archive_command = 'cp %p {folder}/archive/%f'");
        await cluster.CreateDatabaseAsync(Database);
        var shop = new ArchivedShop(cluster, folder);
        await shop.ExecuteAsync($"create table account (id int primary key, balance bigint not null, filler text not null); insert into account select i, 0, repeat(md5(i::text), 2) from generate_series(1, {rows}) i");
        await shop.ExecuteAsync("vacuum analyze account");
        return shop;
    }

    /// <summary>The size of the database in GB.</summary>
    public async Task<double> SizeAsync() => await _cluster.QueryAsync<long>($"select pg_database_size('{Database}')") / 1e9;

    /// <summary>The size of the whole server's data in GB, which is what a base backup copies.</summary>
    public async Task<double> WholeSizeAsync() => await _cluster.QueryAsync<long>("select sum(pg_database_size(oid))::bigint from pg_database") / 1e9;

    /// <summary>However long it takes.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{_cluster.ConnectionString(Database)};Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task<long> CountAsync() => _cluster.QueryAsync<long>("select count(*) from account", Database);

    public Task DropAsync(string database) => _cluster.ExecuteAsync($"drop database \"{database}\"");

    public async Task BackUpWholeAsync()
    {
        await PostgresCluster.RunScriptAsync($"rm -rf {BaseBackup}");
        await _cluster.BackUpAsync(BaseBackup);
    }

    public Task<SideCluster> RecoverAsync(RestorePoint point) => SideCluster.RecoverAsync(
        new(BaseBackup, $"cp {_folder}/archive/%f %p", RecoveryTarget.Point(point)),
        new()
        {
            Folder = Path.Combine(_folder, "side"),
            Port = PostgresCluster.FreePort(),
            ConnectionString = _cluster.ConnectionString(Database),
            ProgramFolder = PostgresCluster.ProgramFolder,
            RunAs = [.. PostgresCluster.AsServer],
        });

    /// <summary>Fails where what came back is not all there.</summary>
    public static async Task CheckAsync(SideCluster side, int rows)
    {
        await using var connection = new NpgsqlConnection($"{side.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from account", connection);
        if (await command.ExecuteScalarAsync() is not long count || count != rows)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The side cluster does not have {rows} rows."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_artifacts, recursive: true);
    }
}
