using System.Collections.Concurrent;
using System.Globalization;

namespace NetlifyPostgres.Local;

/// <summary>Students who take exams, up to two hundred times a second, from when there is a first version.</summary>
internal sealed class Users : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<string, int> _failures = [];
    private readonly Task _visits;
    private int _requests;

    public Users(Uri url) => _visits = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VisitAsync(url)));

    public int Requests => _requests;

    /// <summary>What went wrong, by version and answer.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _visits.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task VisitAsync(Uri url)
    {
        var isOpen = false;
        for (var number = 0; ; number++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/api/attempts/submit?exam={(number % 2) + 1}&student={(number % 2) + 1}&score={number % 101}");
            try
            {
                using var answer = await _http.PostAsync(new Uri(url, path), null, _stop.Token);
                isOpen |= answer.IsSuccessStatusCode;
                if (isOpen)
                {
                    Interlocked.Increment(ref _requests);
                    Note(answer);
                }
            }
            catch (HttpRequestException e) when (isOpen)
            {
                Count(e.Message);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(40), _stop.Token);
        }
    }

    private void Note(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            Count($"{(answer.Headers.TryGetValues("x-deployment-version", out var version) ? version.First() : "no version")}: {(int)answer.StatusCode}");
        }
    }

    private void Count(string failure) => _failures.AddOrUpdate(failure, 1, (_, count) => count + 1);
}
