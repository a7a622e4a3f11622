using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>Writes, and then loses the answer of each first call about an event, a start or a signal.</summary>
internal sealed class ForgetfulStore(IRolloutStore store) : IRolloutStore
{
    private readonly HashSet<string> _asked = [];
    private readonly Lock _lock = new();

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    public async Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken) =>
        Lose(request.Key ?? request.Rollout.Value, await store.StartAsync(request, cancellationToken));

    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken) =>
        Lose(request.EventId, await store.AppendAsync(request, cancellationToken));

    public async Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken) =>
        Lose(signal.Id, await store.SendAsync(rollout, signal, cancellationToken));

    public Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => store.ReadAsync(rollout, after, cancellationToken);

    public IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => store.WatchAsync(rollout, after, cancellationToken);

    public IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => store.ClaimAsync(request, cancellationToken);

    public Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken) =>
        store.RenewAsync(leases, duration, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => store.ReleaseAsync(lease, cancellationToken);

    public Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => store.ReadInboxAsync(rollout, after, cancellationToken);

    public IAsyncEnumerable<RolloutId> WatchInboxAsync(CancellationToken cancellationToken) => store.WatchInboxAsync(cancellationToken);

    public Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken) => store.DeleteAsync(rollout, cancellationToken);

    public Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken) => store.ImportAsync(entries, cancellationToken);

    private T Lose<T>(string call, T answer)
    {
        lock (_lock)
        {
            if (!_asked.Add(call))
            {
                return answer;
            }

            Lost++;
        }

        throw ProviderException.Transient("the answer was lost after the commit");
    }
}
