using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>A store that does some things otherwise than the right one.</summary>
internal sealed class WrongStore(IRolloutStore right) : IRolloutStore
{
    public Func<StartRequest, CancellationToken, Task<StartResult>> Start { get; init; } = right.StartAsync;

    public Func<RolloutId, long, CancellationToken, Task<ImmutableArray<JournalEntry>>> Read { get; init; } = right.ReadAsync;

    public Func<AppendRequest, CancellationToken, Task<AppendResult>> Append { get; init; } = right.AppendAsync;

    public Func<RolloutId, long, CancellationToken, IAsyncEnumerable<JournalEntry>> Watch { get; init; } = right.WatchAsync;

    public Func<RolloutQuery, CancellationToken, IAsyncEnumerable<RolloutSummary>> List { get; init; } = right.ListAsync;

    public Func<ClaimRequest, CancellationToken, Task<ImmutableArray<Lease>>> Claim { get; init; } = right.ClaimAsync;

    public Func<ImmutableArray<Lease>, TimeSpan, CancellationToken, Task<ImmutableArray<Lease>>> Renew { get; init; } = right.RenewAsync;

    public Func<Lease, CancellationToken, Task> Release { get; init; } = right.ReleaseAsync;

    public Func<RolloutId, Signal, CancellationToken, Task<SignalReceipt>> Send { get; init; } = right.SendAsync;

    public Func<RolloutId, long, CancellationToken, Task<ImmutableArray<InboxEntry>>> ReadInbox { get; init; } = right.ReadInboxAsync;

    public Func<CancellationToken, IAsyncEnumerable<RolloutId>> WatchInbox { get; init; } = right.WatchInboxAsync;

    public Func<RolloutId, CancellationToken, Task<bool>> Delete { get; init; } = right.DeleteAsync;

    public Func<ImmutableArray<JournalEntry>, CancellationToken, Task<bool>> Import { get; init; } = right.ImportAsync;

    public Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken) => Start(request, cancellationToken);

    public Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => Read(rollout, after, cancellationToken);

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken) => Append(request, cancellationToken);

    public IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => Watch(rollout, after, cancellationToken);

    public IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, CancellationToken cancellationToken) => List(query, cancellationToken);

    public Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => Claim(request, cancellationToken);

    public Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken) => Renew(leases, duration, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => Release(lease, cancellationToken);

    public Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken) => Send(rollout, signal, cancellationToken);

    public Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken) => ReadInbox(rollout, after, cancellationToken);

    public IAsyncEnumerable<RolloutId> WatchInboxAsync(CancellationToken cancellationToken) => WatchInbox(cancellationToken);

    public Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken) => Delete(rollout, cancellationToken);

    public Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken) => Import(entries, cancellationToken);
}
