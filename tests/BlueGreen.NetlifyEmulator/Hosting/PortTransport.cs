using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlueGreen.NetlifyEmulator.Hosting;

/// <summary>One server behind many ports of 127.0.0.1: a deploy gets an address that any client reaches without DNS.</summary>
internal sealed class PortTransport : IConnectionListenerFactory, IAsyncDisposable
{
    private readonly PortListener _listener = new(new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance));

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        await _listener.OpenAsync(endpoint, cancellationToken);
        return _listener;
    }

    /// <returns>A free port, open.</returns>
    public Task<int> OpenAsync(CancellationToken cancellationToken) => _listener.OpenAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken);

    public Task CloseAsync(int port) => _listener.CloseAsync(port);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
