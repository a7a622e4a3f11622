using System.Runtime.CompilerServices;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Hosting;

/// <summary>The client over a store.</summary>
internal sealed class RolloutClient(IRolloutStore store, PlanRegistry plans, TimeProvider clock) : IRolloutClient
{
    private readonly RolloutStarter _starter = new(store, clock);

    public Task<RolloutId> StartAsync(string name, Release release, StartOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(release);
        return _starter.StartAsync(plans.Build(new(name, release)), release, options ?? new(), cancellationToken);
    }

    public Task<RolloutId> RollBackAsync(
        RolloutId rollout, RollbackStrategy strategy, string by, string reason, string? incident = null, string? lossToken = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var signal = new Signal
        {
            Id = Guid.NewGuid().ToString("N"),
            Kind = SignalKind.RollBack,
            By = by,
            Reason = reason,
            Incident = incident,
            Strategy = strategy,
            LossToken = lossToken,
        };
        return new RolloutReturn(store, _starter).RollBackAsync(rollout, signal, cancellationToken);
    }

    public async Task SignalAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken = default)
    {
        var receipt = await store.SendAsync(rollout, signal, cancellationToken).ConfigureAwait(false);
        if (receipt is SignalReceipt.UnknownRollout or SignalReceipt.Closed)
        {
            throw receipt == SignalReceipt.Closed
                ? new RolloutRefusedException($"Rollout {rollout} is closed: nothing can be asked of it any more. To return to blue, roll it back.")
                : UnknownRollout.Refuse(rollout);
        }
    }

    public async Task<RolloutStatus> GetAsync(RolloutId rollout, CancellationToken cancellationToken = default)
    {
        var summary = await FindAsync(rollout, cancellationToken).ConfigureAwait(false);
        return StatusReading.Read(summary, await store.ReadAsync(rollout, 0, cancellationToken).ConfigureAwait(false));
    }

    public async IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await FindAsync(rollout, cancellationToken).ConfigureAwait(false);
        await foreach (var entry in store.WatchAsync(rollout, after, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    public IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(query ?? new(), cancellationToken);

    private async Task<RolloutSummary> FindAsync(RolloutId rollout, CancellationToken cancellationToken) =>
        await store.ListAsync(new() { Rollout = rollout }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
        ?? throw UnknownRollout.Refuse(rollout);
}
