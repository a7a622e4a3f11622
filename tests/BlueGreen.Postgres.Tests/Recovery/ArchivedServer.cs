using BlueGreen.Postgres.Recovery;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Recovery;

/// <summary>A server that archives its log, with a base backup of when it had a table of 1,000 rows.</summary>
internal sealed class ArchivedServer : IAsyncDisposable
{
    private readonly string _folder;

    private ArchivedServer(PostgresCluster cluster, string folder) => (Cluster, _folder) = (cluster, folder);

    public PostgresCluster Cluster { get; }

    public string Archive => Path.Combine(_folder, "archive");

    public string BaseBackup => Path.Combine(_folder, "base");

    public string Side => Path.Combine(_folder, "side");

    public static async Task<ArchivedServer> StartAsync()
    {
        var folder = await PostgresCluster.NewFolderAsync();
        var cluster = await PostgresCluster.StartAsync(isDurable: false, "archive_mode = on", $"archive_command = 'test -d {folder}/archive && cp %p {folder}/archive/%f'");
        var server = new ArchivedServer(cluster, folder);
        await server.MakeArchiveAsync();
        await cluster.ExecuteAsync("create table exam (id int, note text); insert into exam select generate_series(1, 1000)");
        await cluster.BackUpAsync(server.BaseBackup);
        return server;
    }

    /// <summary>The archive, as the server's user makes it.</summary>
    public Task MakeArchiveAsync() => Cluster.ExecuteAsync($"copy (select 1) to program 'mkdir -p {Archive}'");

    public RecoveryRecipe Recipe(RecoveryTarget target) => new(BaseBackup, $"cp {Archive}/%f %p", target);

    public SideClusterOptions Options() => new()
    {
        Folder = Side,
        Port = PostgresCluster.FreePort(),
        ConnectionString = Cluster.ConnectionString(),
        ProgramFolder = PostgresCluster.ProgramFolder,
        RunAs = [.. PostgresCluster.AsServer],
    };

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
