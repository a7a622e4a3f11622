using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Postgres.Tests.Fixtures;

/// <summary>Stands between client and server, message by message, and loses what the test says. Connections through it use no TLS.</summary>
internal sealed class FaultyWire : IAsyncDisposable
{
    /// <summary>Begins the answer to a command. What resets a pooled connection is answered before it, with a readiness of its own.</summary>
    private const char Bound = '2';

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private int _answersToLose;

    public FaultyWire(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether notifications are lost, as behind a pooler in transaction mode.</summary>
    public bool LosesNotifications { get; set; }

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>The server carries out the next command, its answer does not arrive, and the connection is gone.</summary>
    public void LoseNextAnswer() => Interlocked.Exchange(ref _answersToLose, 1);

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

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _stop.Token);
                client.NoDelay = server.NoDelay = true;
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _stop.Token), AnswerAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client)
    {
        var header = new byte[5];
        while (true)
        {
            await server.ReadExactlyAsync(header, _stop.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4];
            await server.ReadExactlyAsync(body, _stop.Token);
            var kind = (char)header[0];
            if (kind == Bound && Volatile.Read(ref _answersToLose) == 1)
            {
                await ReadToReadyAsync(server);
                Interlocked.Exchange(ref _answersToLose, 0);
                Lost++;
                return;
            }

            if (kind != 'A' || !LosesNotifications)
            {
                await client.WriteAsync((byte[])[.. header, .. body], _stop.Token);
            }
        }
    }

    /// <summary>The server says that it is ready only after it has committed.</summary>
    private async Task ReadToReadyAsync(NetworkStream server)
    {
        var header = new byte[5];
        do
        {
            await server.ReadExactlyAsync(header, _stop.Token);
            await server.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4], _stop.Token);
        }
        while (header[0] != 'Z');
    }
}
