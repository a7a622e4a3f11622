using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Testing.Reference;

/// <summary>A small web server on a free port of 127.0.0.1 that answers the paths of <see cref="HealthProberFixture"/>, for probers to ask.</summary>
internal sealed class ReferenceSite : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _connections = [];
    private readonly TaskCompletionSource _together = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _accepting = Task.CompletedTask;
    private int _waiting;

    private ReferenceSite()
    {
    }

    public Deployment Deployment => new()
    {
        Id = new("site"),
        Version = "2.0.0",
        Url = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/")),
    };

    public static ReferenceSite Start()
    {
        var site = new ReferenceSite();
        site._listener.Start();
        site._accepting = site.AcceptAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections).ConfigureAwait(false);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                var request = await reader.ReadLineAsync(_stopping.Token).ConfigureAwait(false);
                while (await reader.ReadLineAsync(_stopping.Token).ConfigureAwait(false) is { Length: > 0 })
                {
                }

                var path = request?.Split(' ').ElementAtOrDefault(1)?.Split('?')[0] ?? "";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(await AnswerAsync(path).ConfigureAwait(false)), _stopping.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
            }
        }
    }

    private async Task<string> AnswerAsync(string path)
    {
        if (path == HealthProberFixture.HangingPath)
        {
            await new TaskCompletionSource().Task.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }

        if (path == HealthProberFixture.TogetherPath)
        {
            await GatherAsync().ConfigureAwait(false);
        }

        return path switch
        {
            HealthProberFixture.HealthyPath or HealthProberFixture.TogetherPath => Answer("200 OK", """{"status":"healthy","checks":3}"""),
            HealthProberFixture.ManyPath => Answer("200 OK", $"{{{string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"m{i:00}\":\"{new string('x', 300)}\""))}}}"),
            HealthProberFixture.UnhealthyPath => Answer("503 Service Unavailable", """{"status":"down"}"""),
            HealthProberFixture.MovedPath => Answer("302 Found", "", $"Location: {HealthProberFixture.HealthyPath}\r\n"),
            _ => Answer("404 Not Found", ""),
        };
    }

    private Task GatherAsync()
    {
        lock (_gate)
        {
            if (++_waiting == 3)
            {
                _together.SetResult();
            }
        }

        return _together.Task.WaitAsync(_stopping.Token);
    }

    private static string Answer(string status, string body, string header = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{header}\r\n{body}";
}
