using System.Diagnostics;
using System.Net.Sockets;

namespace CustomProvider.Tests;

/// <summary>A HAProxy of its own, with an empty backend. It listens on sockets in a folder of its own, so that it needs no port.</summary>
internal sealed class HAProxyProcess : IAsyncDisposable
{
    public const string Backend = "shop";

    private readonly string _folder = Directory.CreateTempSubdirectory("haproxy-").FullName;
    private Process? _process;

    public HAProxySocket Socket => new(Path.Combine(_folder, "admin.sock"));

    private string Edge => Path.Combine(_folder, "edge.sock");

    public HttpClient Connect() => new(new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => ConnectAsync(cancellationToken) })
    {
        BaseAddress = new("http://shop.test/"),
    };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var configuration = Path.Combine(_folder, "haproxy.cfg");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            global
                stats socket {Socket.Path} mode 600 level admin
                nbthread 1
            defaults
                mode http
                timeout connect 5s
                timeout client 1m
                timeout server 1m
            frontend edge
                bind unix@{Edge}
                default_backend {Backend}
            backend {Backend}
                balance random(1)

            """,
            cancellationToken);
        _process = Process.Start(new ProcessStartInfo("haproxy", ["-db", "-f", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        while (!await AnswersAsync(cancellationToken))
        {
            Assert.False(_process.HasExited, "HAProxy ended while it started.");
            await Task.Delay(5, cancellationToken);
        }
    }

    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Socket.SendAsync("show info", cancellationToken)).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Edge), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
