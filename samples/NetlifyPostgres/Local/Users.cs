using System.Collections.Concurrent;
using System.Globalization;

namespace NetlifyPostgres.Local;

/// <summary>Students who take exams, up to two hundred a second however slow the answers are, from when there is a first version.</summary>
internal sealed class Users : IAsyncDisposable
{
    private const int AtOnce = 100;

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<string, int> _failures = [];
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly Uri _url;
    private readonly Task _coming;
    private bool _isOpen;
    private int _requests;

    public Users(Uri url)
    {
        _url = url;
        _coming = ComeAsync();
    }

    public int Requests => _requests;

    /// <summary>What went wrong, by version and answer.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _coming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var i = 0; i < AtOnce; i++)
        {
            await _places.WaitAsync();   // until nobody is under way
        }

        _http.Dispose();
        _places.Dispose();
        _stop.Dispose();
    }

    private async Task ComeAsync()
    {
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var number = 0; await clock.WaitForNextTickAsync(_stop.Token); number++)
        {
            await _places.WaitAsync(_stop.Token);
            _ = SubmitAsync(number);
        }
    }

    /// <summary>Takes one exam, and leaves the place to the next.</summary>
    private async Task SubmitAsync(int number)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/attempts/submit?exam={(number % 2) + 1}&student={(number % 2) + 1}&score={number % 101}");
        try
        {
            using var answer = await _http.PostAsync(new Uri(_url, path), null, CancellationToken.None);   // who has come is answered, at the end as well
            _isOpen |= answer.IsSuccessStatusCode;
            if (_isOpen)
            {
                Interlocked.Increment(ref _requests);
                Note(answer);
            }
        }
        catch (HttpRequestException e) when (_isOpen)
        {
            Count(e.Message);
        }
        catch (TaskCanceledException) when (_isOpen)
        {
            Count("no answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // before the first version
        }
        finally
        {
            _places.Release();
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
