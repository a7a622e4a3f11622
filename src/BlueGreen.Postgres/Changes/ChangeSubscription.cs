using System.Threading.Channels;

namespace BlueGreen.Postgres.Changes;

/// <summary>One who waits for changes. What came before a wait ends it at once, so a reader that reads after each wait misses nothing.</summary>
internal sealed class ChangeSubscription(ChangeFeed feed, string topic, int capacity) : IDisposable
{
    private readonly Channel<string> _changes = Channel.CreateBounded<string>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    public string Topic => topic;

    public void Tell(string detail) => _changes.Writer.TryWrite(detail);

    public ValueTask<string> NextAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAsync(cancellationToken);

    /// <summary>Waits for a change, at most until it is time to look without one.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(feed.LookEvery, feed.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _changes.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => feed.Remove(this);
}
