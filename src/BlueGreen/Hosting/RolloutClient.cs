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
            throw new RolloutRefusedException(receipt == SignalReceipt.Closed
                ? $"Rollout {rollout} is closed: nothing can be asked of it any more. To return to blue, roll it back."
                : $"There is no rollout {rollout} in this store.");
        }
    }

    public IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after = 0, CancellationToken cancellationToken = default) =>
        store.WatchAsync(rollout, after, cancellationToken);

    public IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(query ?? new(), cancellationToken);
}
