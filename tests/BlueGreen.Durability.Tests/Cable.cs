using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Durability.Tests;

/// <summary>
/// What connects a host with the database, and can be cut: both sides keep their connections and hear nothing. What they sent meanwhile arrives when it is mended, late, as TCP brings it after a network was parted.
/// </summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly int _far;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _lines = [];
    private readonly Task _accepting;
    private volatile TaskCompletionSource _isWhole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="far">The database's port.</param>
    public Cable(int far)
    {
        _far = far;
        _isWhole.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut() => _isWhole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => _isWhole.SetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_lines);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _lines.Add(ConnectAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
    }

    private async Task ConnectAsync(Socket near)
    {
        using (near)
        {
            using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, _far, _stop.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(CarryAsync(near, far), CarryAsync(far, near)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            await _isWhole.Task.WaitAsync(_stop.Token);
            await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
        }

        await _isWhole.Task.WaitAsync(_stop.Token);
        to.Shutdown(SocketShutdown.Send);
    }
}
