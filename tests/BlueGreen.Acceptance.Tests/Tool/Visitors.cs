using System.Net;

namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>Users of the storefront: one request after the other, a hundred a second at most.</summary>
internal sealed class Visitors : IAsyncDisposable
{
    private readonly CancellationTokenSource _leave = new();
    private readonly Task _visiting;
    private long _unserved;

    public Visitors(Uri url) => _visiting = VisitAsync(url);

    /// <summary>How many did not get what they came for.</summary>
    public long Unserved => Interlocked.Read(ref _unserved);

    public async ValueTask DisposeAsync()
    {
        await _leave.CancelAsync();
        await _visiting;
        _leave.Dispose();
    }

    private async Task VisitAsync(Uri url)
    {
        using var http = new HttpClient();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (await pace.WaitForNextTickAsync(_leave.Token))
            {
                using var response = await http.GetAsync(url, _leave.Token);
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref _unserved);
                }
            }
        }
        catch (OperationCanceledException) when (_leave.IsCancellationRequested)
        {
        }
    }
}
