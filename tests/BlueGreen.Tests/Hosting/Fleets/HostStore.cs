using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Tests.Hosting.Fleets;

/// <summary>One host's way to the store that all hosts share; it can be cut.</summary>
internal sealed class HostStore(IRolloutStore store) : IRolloutStore
{
    /// <summary>Whether no call gets through.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether the store says nothing of new signals and starts by itself.</summary>
    public bool IsMute { get; init; }

    /// <summary>How many of the next reads of journals fail.</summary>
    public int FailingReads { get; set; }

    /// <summary>What a watch of a journal throws, by how many entries it has given; null for nothing.</summary>
    public Func<int, Exception?> WatchFault { get; init; } = _ => null;

    public Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken) => Way().StartAsync(request, cancellationToken);

    public Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken) =>
        FailingReads-- > 0 ? throw new IOException("the store is busy") : Way().ReadAsync(rollout, after, cancellationToken);

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken) => Way().AppendAsync(request, cancellationToken);

    public async IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = 0;
        await foreach (var entry in Way().WatchAsync(rollout, after, cancellationToken))
        {
            if (WatchFault(given++) is { } fault)
            {
                throw fault;
            }

            yield return entry;
        }
    }

    public IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, CancellationToken cancellationToken) => Way().ListAsync(query, cancellationToken);

    public Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => Way().ClaimAsync(request, cancellationToken);

    public Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken) => Way().RenewAsync(leases, duration, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => Way().ReleaseAsync(lease, cancellationToken);

    public Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken) => Way().SendAsync(rollout, signal, cancellationToken);

    public Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => Way().ReadInboxAsync(rollout, after, cancellationToken);

    public async IAsyncEnumerable<RolloutId> WatchInboxAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var rollout in Way().WatchInboxAsync(cancellationToken))
        {
            if (!IsMute)
            {
                yield return rollout;
            }
        }
    }

    public Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken) => Way().DeleteAsync(rollout, cancellationToken);

    public Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken) => Way().ImportAsync(entries, cancellationToken);

    private IRolloutStore Way() => IsAway ? throw new IOException("the store is away") : store;
}
