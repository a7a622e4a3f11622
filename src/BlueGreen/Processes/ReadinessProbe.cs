using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Processes;

/// <summary>Asks a starting release once whether it is ready.</summary>
internal sealed class ReadinessProbe(string? path, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    /// <summary>Null when it is ready, else what it answered.</summary>
    public async Task<string?> AskAsync(int port, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return path is null
                ? await ConnectAsync(port, either.Token).ConfigureAwait(false)
                : await GetAsync(port, path, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no answer within {Patience.TotalSeconds} seconds");
        }
        catch (Exception e) when (e is SocketException or HttpRequestException)
        {
            return e.Message;
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string?> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> GetAsync(int port, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode} from GET {path}");
    }
}
