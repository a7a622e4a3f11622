using System.Net.WebSockets;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A user's WebSocket to <see cref="Answering"/>.</summary>
internal sealed class SocketConnection : ILongLivedConnection
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<SocketConnection> OpenAsync(Uri router, CancellationToken cancellationToken)
    {
        var connection = new SocketConnection();
        await connection._socket.ConnectAsync(new UriBuilder(router) { Scheme = "ws", Path = "socket" }.Uri, cancellationToken);
        return connection;
    }

    public async Task<bool> ExchangeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            var received = await _socket.ReceiveAsync(new byte[16], cancellationToken);
            return received is { MessageType: WebSocketMessageType.Text, Count: 5 };
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
