using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BlueGreen.Signals;

namespace BlueGreen.Journal;

/// <summary>
/// Keeps rollouts in this process's memory: for tests, samples and tools that live as long as their rollout. It is not crash-safe: what is live and who has traffic
/// outlives the process, the journal does not. Thread-safe.
/// </summary>
public sealed class InMemoryRolloutStore : IRolloutStore
{
    private readonly Lock _lock = new();
    private readonly RolloutLedger _ledger = new(epochsBeginAtTheTime: true);
    private readonly TimeProvider _clock;
    private readonly Dictionary<RolloutId, TaskCompletionSource> _changes = [];
    private readonly List<Channel<RolloutId>> _nudged = [];

    /// <summary>Makes an empty store.</summary>
    /// <param name="clock">The store's clock; null for the system's. A new application's epochs begin at its time, so that providers take a new store's writes for newer than an older one's.</param>
    public InMemoryRolloutStore(TimeProvider? clock = null) => _clock = clock ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Do(
            () =>
            {
                var result = _ledger.Start(request, _clock.GetUtcNow());
                Nudge(result.Rollout);
                return result;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken) =>
        Do(() => _ledger.Read(rollout, after), cancellationToken);

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Do(
            () =>
            {
                var result = _ledger.Append(request, _clock.GetUtcNow());
                if (result.Status == AppendStatus.Appended && _changes.Remove(request.Rollout, out var change))
                {
                    change.SetResult();
                }

                return result;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (entries, change) = await Do(() => (_ledger.Read(rollout, after), _ledger.IsClosed(rollout) ? null : ChangeOf(rollout)), cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                after = entry.Sequence;
                yield return entry;
            }

            if (change is null)
            {
                yield break;
            }

            await change.WaitAsync(Timeout.InfiniteTimeSpan, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var summary in await Do(() => _ledger.List(query).ToArray(), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return summary;
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Do(() => _ledger.Claim(request, _clock.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken) =>
        Do(() => _ledger.Renew(leases, duration, _clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Do(
            () =>
            {
                _ledger.Release(lease);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return Do(
            () =>
            {
                var receipt = _ledger.Send(rollout, signal);
                if (receipt == SignalReceipt.Stored)
                {
                    Nudge(rollout);
                }

                return receipt;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken) =>
        Do(() => _ledger.ReadInbox(rollout, after), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RolloutId> WatchInboxAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watcher = Channel.CreateBounded<RolloutId>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest });
        using (_lock.EnterScope())
        {
            _nudged.Add(watcher);
        }

        try
        {
            await foreach (var rollout in watcher.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return rollout;
            }
        }
        finally
        {
            using (_lock.EnterScope())
            {
                _nudged.Remove(watcher);
            }
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken) => Do(() => _ledger.Delete(rollout), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken) => Do(() => _ledger.Import(entries), cancellationToken);

    private void Nudge(RolloutId rollout) => _nudged.ForEach(watcher => watcher.Writer.TryWrite(rollout));

    private Task ChangeOf(RolloutId rollout)
    {
        if (!_changes.TryGetValue(rollout, out var change))
        {
            change = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _changes.Add(rollout, change);
        }

        return change.Task;
    }

    private Task<T> Do<T>(Func<T> action, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            using (_lock.EnterScope())
            {
                return Task.FromResult(action());
            }
        }
        catch (RolloutRefusedException refused)
        {
            return Task.FromException<T>(refused);
        }
    }
}
