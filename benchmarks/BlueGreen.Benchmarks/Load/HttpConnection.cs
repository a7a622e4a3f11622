using System.Net.Sockets;
using System.Text;

namespace BlueGreen.Benchmarks.Load;

/// <summary>One keep-alive connection that asks again and again, with as little work of its own as possible, and never asks twice for one answer.</summary>
internal sealed class HttpConnection(Uri target) : IDisposable
{
    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\n\r\n");
    private readonly byte[] _buffer = new byte[4096];
    private Socket? _socket;

    /// <summary>Sends one request and reads its answer.</summary>
    /// <returns>Null when it failed: no connection, no answer, a broken one, or another status than 200.</returns>
    public async ValueTask<Side?> GetAsync()
    {
        try
        {
            _socket ??= await ConnectAsync();
            await _socket.SendAsync(_request);
            var answer = await ReadAsync(_socket);
            if (answer is null)
            {
                Dispose();
            }

            return answer;
        }
        catch (SocketException)
        {
            Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async ValueTask<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Host, target.Port);
        return socket;
    }

    private async ValueTask<Side?> ReadAsync(Socket socket)
    {
        var length = 0;
        while (length < _buffer.Length)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
            var end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0 && length >= end + 4 + Backend.BodyLength)
            {
                return _buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8) ? (Side)_buffer[end + 4] : null;
            }
        }

        return null;
    }
}
