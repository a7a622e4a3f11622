using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class PoolerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pooler_in_between_is_found_out()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        using var pooler = new Pooler(database.Cluster.Port);
        var behind = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = pooler.Port }.ConnectionString;
        var set = MigratedDatabase.Set(("1_a", "create table a ()"));
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => database.Runner(set, connectionString: behind).MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Contains("AllowPooler", thrown.Message);
        Assert.Single((await database.Runner(set, options => options.AllowPooler = true, behind).MigrateAsync(MigrationPhase.Expand, Stop)).Findings);
    }

    /// <summary>Passes bytes on, and like a pooler names a process of its own in BackendKeyData ('K', length 12, process id, key).</summary>
    private sealed class Pooler : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _accepting;

        public Pooler(int port)
        {
            _listener.Start();
            _accepting = AcceptAsync(port);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync(int port)
        {
            while (true)
            {
                TcpClient client;
                try
                {
                    client = await _listener.AcceptTcpClientAsync(Stop);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
                {
                    return;
                }

                _ = ServeAsync(client, port);
            }
        }

        private static async Task ServeAsync(TcpClient client, int port)
        {
            using var server = new TcpClient();
            using (client)
            {
                await server.ConnectAsync(IPAddress.Loopback, port, Stop);
                await Task.WhenAny(PassAsync(client.GetStream(), server.GetStream(), false), PassAsync(server.GetStream(), client.GetStream(), true));
            }
        }

        private static async Task PassAsync(NetworkStream from, NetworkStream to, bool renames)
        {
            var buffer = new byte[65536];
            while (await from.ReadAsync(buffer, Stop) is > 0 and var count)
            {
                var at = buffer.AsSpan(0, count).IndexOf((byte[])[(byte)'K', 0, 0, 0, 12]);
                if (renames && at >= 0 && at + 9 <= count)
                {
                    buffer[at + 8] ^= 0x5a;
                    renames = false;
                }

                await to.WriteAsync(buffer.AsMemory(0, count), Stop);
            }
        }
    }
}
