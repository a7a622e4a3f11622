using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BlueGreen.NetlifyEmulator.Hosting;

/// <summary>Accepts from ports that may come and go while the server runs.</summary>
internal sealed class PortListener(SocketTransportFactory sockets) : IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();
    private readonly ConcurrentDictionary<int, (IConnectionListener Listener, Task Accepting)> _ports = [];
    private EndPoint? _first;

    /// <summary>The first one's.</summary>
    public EndPoint EndPoint => _first ?? throw new InvalidOperationException("No port is open yet.");

    /// <returns>The port.</returns>
    public async Task<int> OpenAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        var listener = await sockets.BindAsync(endPoint, cancellationToken);
        _first ??= listener.EndPoint;
        var port = ((IPEndPoint)listener.EndPoint).Port;
        _ports[port] = (listener, AcceptAllAsync(listener));
        return port;
    }

    public async Task CloseAsync(int port)
    {
        if (_ports.TryRemove(port, out var open))
        {
            await open.Listener.UnbindAsync();
            await open.Accepting;
            await open.Listener.DisposeAsync();
        }
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _accepted.Reader.WaitToReadAsync(cancellationToken) && _accepted.Reader.TryRead(out var connection) ? connection : null;

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        foreach (var port in _ports.Keys)
        {
            await CloseAsync(port);
        }

        _accepted.Writer.TryComplete();
    }

    public ValueTask DisposeAsync() => UnbindAsync();

    private async Task AcceptAllAsync(IConnectionListener listener)
    {
        while (await listener.AcceptAsync() is { } connection)
        {
            await _accepted.Writer.WriteAsync(connection);
        }
    }
}
