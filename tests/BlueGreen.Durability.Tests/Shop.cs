using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlueGreen.Durability.Tests;

/// <summary>A deployment in this process: it answers every request with its version.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly Task _serving;

    public Shop(string version)
    {
        _answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {version.Length}\r\nConnection: close\r\n\r\n{version}");
        _listener.Start();
        Deployment = new() { Id = new($"shop-{version}"), Version = version, Url = new($"http://{_listener.LocalEndpoint}/") };
        _serving = Task.Run(ServeAsync);
    }

    public Deployment Deployment { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync();
            _ = AnswerAsync(socket);
        }
    }

    /// <summary>The end of a request without a body is an empty line.</summary>
    private async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            var (request, buffer) = (new StringBuilder(), new byte[4096]);
            while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                var count = await socket.ReceiveAsync(buffer);
                if (count == 0)
                {
                    return;
                }

                request.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            await socket.SendAsync(_answer);
            socket.Shutdown(SocketShutdown.Send);
        }
    }
}
