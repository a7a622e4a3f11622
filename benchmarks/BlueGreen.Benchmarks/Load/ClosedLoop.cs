using System.Diagnostics;

namespace BlueGreen.Benchmarks.Load;

/// <summary>A number of connections, each of which sends its next request as soon as the last one is answered.</summary>
internal sealed class ClosedLoop
{
    private readonly Task<List<Exchange>>[] _connections;
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private volatile bool _isStopped;
    private long _left;

    public ClosedLoop(Uri target, int connections, long requests = long.MaxValue)
    {
        _left = requests;
        _connections = [.. Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskAsync(target)))];
    }

    public async Task<LoadResult> StopAsync()
    {
        _isStopped = true;
        return await CompleteAsync();
    }

    /// <summary>Waits until all requests are answered.</summary>
    public async Task<LoadResult> CompleteAsync()
    {
        var exchanges = (await Task.WhenAll(_connections)).SelectMany(e => e).ToArray();
        return new(exchanges, Stopwatch.GetElapsedTime(_startedAt));
    }

    private async Task<List<Exchange>> AskAsync(Uri target)
    {
        using var connection = new HttpConnection(target);
        var exchanges = new List<Exchange>(50_000);
        while (!_isStopped && Interlocked.Decrement(ref _left) >= 0)
        {
            var sentAt = Stopwatch.GetTimestamp();
            var side = await connection.GetAsync();
            exchanges.Add(new(sentAt, Stopwatch.GetTimestamp(), side));
        }

        return exchanges;
    }
}
