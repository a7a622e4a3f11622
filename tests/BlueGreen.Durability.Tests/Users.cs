namespace BlueGreen.Durability.Tests;

/// <summary>Users who ask the storefront steadily through the router, and what went wrong for them.</summary>
internal sealed class Users : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Task _visits;
    private int _requests;

    public Users(Uri url) => _visits = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VisitAsync(url)));

    public int Requests => _requests;

    public System.Collections.Concurrent.ConcurrentQueue<string> Failures { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _visits.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task VisitAsync(Uri url)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await _http.GetAsync(url, _stop.Token);
                Interlocked.Increment(ref _requests);
                if (!answer.IsSuccessStatusCode)
                {
                    Failures.Enqueue($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(_stop.Token)}");
                }
            }
            catch (Exception failure) when (!_stop.IsCancellationRequested)
            {
                Failures.Enqueue(failure.Message);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System, _stop.Token);
        }
    }
}
