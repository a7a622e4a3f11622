using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A port of this machine where nobody answers, and that nobody else gets as long as this is not disposed.</summary>
internal sealed class SilentPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public SilentPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>A deployment that would answer there.</summary>
    public Deployment Deployment => new() { Id = new("nobody"), Version = "2.0.0", Url = new($"http://{_socket.LocalEndPoint}/") };

    public void Dispose() => _socket.Dispose();
}
