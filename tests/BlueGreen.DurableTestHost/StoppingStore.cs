using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.DurableTestHost;

/// <summary>
/// A store whose user meets faults at appends, and never in the middle of another write, such as a renewal: frozen there, it would keep a SQLite file locked, and nobody could take over.
/// </summary>
internal sealed class StoppingStore(IRolloutStore store, FaultFolder faults) : IRolloutStore, IDisposable
{
    private readonly SemaphoreSlim _writes = new(1);

    public Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken) => AloneAsync(() => store.StartAsync(request, cancellationToken));

    public Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => store.ReadAsync(rollout, after, cancellationToken);

    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        return await AloneAsync(async () =>
        {
            await faults.ReachAsync("before", request, store);
            var result = await store.AppendAsync(request, cancellationToken);
            if (result.Status == AppendStatus.Appended)
            {
                await faults.ReachAsync("after", request, store);
            }

            return result;
        });
    }

    public IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => store.WatchAsync(rollout, after, cancellationToken);

    public IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => AloneAsync(() => store.ClaimAsync(request, cancellationToken));

    public Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken) =>
        AloneAsync(() => store.RenewAsync(leases, duration, cancellationToken));

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        await store.ReleaseAsync(lease, cancellationToken);
        return lease;
    });

    public Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken) =>
        AloneAsync(() => store.SendAsync(rollout, signal, cancellationToken));

    public Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => store.ReadInboxAsync(rollout, after, cancellationToken);

    public IAsyncEnumerable<RolloutId> WatchInboxAsync(CancellationToken cancellationToken) => store.WatchInboxAsync(cancellationToken);

    public Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken) => store.DeleteAsync(rollout, cancellationToken);

    public Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken) => store.ImportAsync(entries, cancellationToken);

    public void Dispose() => _writes.Dispose();

    private async Task<T> AloneAsync<T>(Func<Task<T>> write)
    {
        await _writes.WaitAsync();
        try
        {
            return await write();
        }
        finally
        {
            _writes.Release();
        }
    }
}
