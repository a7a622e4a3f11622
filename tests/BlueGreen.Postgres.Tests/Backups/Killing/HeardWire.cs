using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlueGreen.Postgres.Tests.Backups.Killing;

/// <summary>Stands between programs and the server, message by message. A test hears each statement before the server does, and once it was carried out; as long as it does not return, that session does not go on.</summary>
internal sealed class HeardWire : IAsyncDisposable
{
    private const int AsksForTls = 80877103;
    private const int AsksForGss = 80877104;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Func<WireMoment, CancellationToken, Task> _hear;
    private readonly Task _accepting;
    private int _isFrozen;

    public HeardWire(int serverPort, Func<WireMoment, CancellationToken, Task> hear)
    {
        (_serverPort, _hear) = (serverPort, hear);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From here on nothing arrives on either side of any session that is open, except that the other side is gone.</summary>
    /// <returns>Whether it was not frozen before.</returns>
    public bool Freeze() => Interlocked.Exchange(ref _isFrozen, 1) == 0;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> pairs = [];
        try
        {
            while (true)
            {
                pairs.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(pairs);
        }
    }

    /// <summary>Where one side is gone, the other one hears it.</summary>
    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, over.Token);
                client.NoDelay = server.NoDelay = true;
                var session = new Session(client.GetStream(), server.GetStream(), _hear, () => Volatile.Read(ref _isFrozen) == 1);
                Task[] ways = [session.AskAsync(over.Token), session.AnswerAsync(over.Token)];
                await Task.WhenAny(ways);
                await over.CancelAsync();
                await Task.WhenAll(ways).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private sealed class Session(NetworkStream client, NetworkStream server, Func<WireMoment, CancellationToken, Task> hear, Func<bool> isFrozen)
    {
        private readonly ConcurrentQueue<string> _asked = [];
        private string _application = "";

        public async Task AskAsync(CancellationToken cancellationToken)
        {
            await BeginAsync(cancellationToken);
            var parsed = new List<string>();
            while (true)
            {
                var (kind, body) = await ReadAsync(client, cancellationToken);
                var text = kind switch { 'Q' => Text(body, 0), 'P' => Text(body, Array.IndexOf(body, (byte)0) + 1), _ => null };
                if (text is not null)
                {
                    parsed.Add(text);
                }

                // What is asked is known before the server can have answered.
                var asked = kind is 'Q' or 'S' ? string.Join("; ", parsed) : null;
                if (asked is not null)
                {
                    _asked.Enqueue(asked);
                    parsed.Clear();
                }

                if (asked is { Length: > 0 })
                {
                    await hear(new(_application, asked, IsAnswered: false), cancellationToken);
                }

                if (!isFrozen())
                {
                    await WriteAsync(server, kind, body, cancellationToken);
                }
            }
        }

        public async Task AnswerAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var (kind, body) = await ReadAsync(server, cancellationToken);
                if (kind == 'Z' && _asked.TryDequeue(out var asked) && asked.Length > 0)
                {
                    await hear(new(_application, asked, IsAnswered: true), cancellationToken);
                }

                if (!isFrozen())
                {
                    await WriteAsync(client, kind, body, cancellationToken);
                }
            }
        }

        private async Task BeginAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var length = new byte[4];
                await client.ReadExactlyAsync(length, cancellationToken);
                var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
                await client.ReadExactlyAsync(body, cancellationToken);
                if (BinaryPrimitives.ReadInt32BigEndian(body) is AsksForTls or AsksForGss)
                {
                    await client.WriteAsync("N"u8.ToArray(), cancellationToken);
                    continue;
                }

                var words = Encoding.UTF8.GetString(body, 4, body.Length - 4).Split('\0');
                _application = words.SkipWhile(word => word != "application_name").ElementAtOrDefault(1) ?? "";
                await server.WriteAsync((byte[])[.. length, .. body], cancellationToken);
                return;
            }
        }

        private static async Task<(char Kind, byte[] Body)> ReadAsync(NetworkStream from, CancellationToken cancellationToken)
        {
            var header = new byte[5];
            await from.ReadExactlyAsync(header, cancellationToken);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4];
            await from.ReadExactlyAsync(body, cancellationToken);
            return ((char)header[0], body);
        }

        private static async Task WriteAsync(NetworkStream to, char kind, byte[] body, CancellationToken cancellationToken)
        {
            var message = new byte[body.Length + 5];
            message[0] = (byte)kind;
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), body.Length + 4);
            body.CopyTo(message, 5);
            await to.WriteAsync(message, cancellationToken);
        }

        private static string Text(byte[] body, int start) => Encoding.UTF8.GetString(body, start, Array.IndexOf(body, (byte)0, start) - start);
    }
}
