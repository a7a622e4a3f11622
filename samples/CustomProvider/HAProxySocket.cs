using System.Net.Sockets;
using System.Text;

namespace CustomProvider;

/// <summary>HAProxy's runtime API over its stats socket: one connection per line of commands.</summary>
/// <param name="path">The socket, as <c>stats socket PATH level admin</c> names it.</param>
public sealed class HAProxySocket(string path)
{
    public string Path => path;

    /// <exception cref="SocketException">HAProxy does not answer.</exception>
    public async Task<string> SendAsync(string commands, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{commands}\n"), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
