using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace BlueGreen.PostgresServer;

/// <summary>A PgBouncer before a cluster, on a free port of this machine, gone with what made it. It runs as the user that the server runs as: PgBouncer refuses root.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly PostgresCluster _cluster;
    private readonly Process _process;
    private readonly int _port;

    private PgBouncer(string folder, PostgresCluster cluster, Process process, int port) => (_folder, _cluster, _process, _port) = (folder, cluster, process, port);

    /// <summary>Starts one that answers.</summary>
    /// <param name="cluster">The servers behind it.</param>
    /// <param name="mode">Its <c>pool_mode</c>: <c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    public static async Task<PgBouncer> StartAsync(PostgresCluster cluster, string mode)
    {
        var folder = await PostgresCluster.NewFolderAsync();
        var port = PostgresCluster.FreePort();
        var (settings, users) = (Path.Combine(folder, "pgbouncer.ini"), Path.Combine(folder, "users"));
        await File.WriteAllTextAsync(users, $"\"{PostgresCluster.Superuser}\" \"{PostgresCluster.Password}\"\n");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={PostgresCluster.Host} port={cluster.Port}
            [pgbouncer]
            listen_addr = {PostgresCluster.Host}
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {users}
            pool_mode = {mode}
            server_round_robin = 1
            ignore_startup_parameters = extra_float_digits

            """));
        var bouncer = new PgBouncer(folder, cluster, ServerPrograms.Start(Find(), "-q", settings), port);
        await bouncer.UntilItAnswersAsync();
        return bouncer;
    }

    /// <summary>Where a database is, through it.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(_cluster.ConnectionString(database, port: _port)) { MaxAutoPrepare = 0 }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task UntilItAnswersAsync()
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(PostgresCluster.Host, _port);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(20);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"pgbouncer ended with {_process.ExitCode}: {await _process.StandardError.ReadToEndAsync()}");
            }
        }
    }

    /// <summary>Debian keeps it off the path of ordinary users.</summary>
    private static string Find() =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/local/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No pgbouncer. Install the package 'pgbouncer'.");
}
