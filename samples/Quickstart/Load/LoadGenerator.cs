namespace Quickstart.Load;

/// <summary>A number of users who ask the storefront steadily, each after the answer to the question before.</summary>
internal sealed class LoadGenerator(Uri url, int requestsPerSecond, TimeProvider clock) : IAsyncDisposable
{
    private const int Users = 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly TimeSpan _pause = TimeSpan.FromSeconds((double)Users / requestsPerSecond);
    private Task _users = Task.CompletedTask;

    /// <summary>What users have seen since <see cref="StartTally"/>.</summary>
    public LoadTally Tally { get; private set; } = new();

    public void Start() => _users = Task.WhenAll(Enumerable.Range(0, Users).Select(VisitAsync));

    public LoadTally StartTally() => Tally = new();

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _users.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task VisitAsync(int user)
    {
        await Task.Delay(_pause * user / Users, clock, _stop.Token);
        using var timer = new PeriodicTimer(_pause, clock);
        do
        {
            var visit = await AskAsync();
            Tally.Count(visit, clock.GetUtcNow());
        }
        while (await timer.WaitForNextTickAsync(_stop.Token));
    }

    private async Task<Visit> AskAsync()
    {
        try
        {
            using var response = await _http.GetAsync(url, _stop.Token);
            return Visit.Of(response);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return Visit.Unanswered;
        }
    }
}
