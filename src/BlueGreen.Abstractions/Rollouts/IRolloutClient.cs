using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen;

/// <summary>Starts, watches and steers rollouts, from any process that shares the store.</summary>
public interface IRolloutClient
{
    /// <summary>Starts a rollout of a registered plan.</summary>
    /// <param name="name">The name under which the plan is registered.</param>
    /// <param name="release">The release.</param>
    /// <param name="options">Who, why, and what if another one is active; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start, not the rollout.</param>
    /// <returns>The rollout: a new one, or the one that had the key.</returns>
    /// <exception cref="RolloutRefusedException">No such plan, or the application has an active rollout, or a required rollout is missing.</exception>
    /// <exception cref="InvalidPlanException">The plan has problems.</exception>
    Task<RolloutId> StartAsync(string name, Release release, StartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Brings every user back to blue: asks an open rollout to, or starts a rollout of kind <see cref="RolloutKind.Rollback"/> when it has succeeded and is still what is live.
    /// </summary>
    /// <param name="rollout">The rollout to go back on.</param>
    /// <param name="strategy">
    /// How: <see cref="Rollback.Immediate"/>; <see cref="Rollback.Gradual"/> for the stages that the rollout's own plan states with <see cref="RolloutBuilder.GradualRollback"/>; or stages of the
    /// caller's own.
    /// </param>
    /// <param name="by">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="incident">The incident that it belongs to, if any.</param>
    /// <param name="lossToken">Names what is lost after the point of no return, as the journal said it.</param>
    /// <param name="cancellationToken">Cancels the request, not the rollback.</param>
    /// <returns>The rollout that rolls back: the same one, or the new one.</returns>
    /// <exception cref="RolloutRefusedException">There is nothing to go back on, or another rollout has come since.</exception>
    Task<RolloutId> RollBackAsync(
        RolloutId rollout, RollbackStrategy strategy, string by, string reason, string? incident = null, string? lossToken = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a signal. The journal says whether it is accepted.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="RolloutRefusedException">There is no such rollout, or it is closed.</exception>
    Task SignalAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken = default);

    /// <summary>Reads where a rollout stands.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="RolloutRefusedException">There is no such rollout.</exception>
    Task<RolloutStatus> GetAsync(RolloutId rollout, CancellationToken cancellationToken = default);

    /// <summary>Yields a rollout's journal after a sequence number and then what is added, until it is closed.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="after">The last sequence number seen; 0 for all.</param>
    /// <param name="cancellationToken">Ends the watch; the rollout goes on.</param>
    /// <exception cref="RolloutRefusedException">There is no such rollout.</exception>
    IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after = 0, CancellationToken cancellationToken = default);

    /// <summary>Lists rollouts, newest first.</summary>
    /// <param name="query">Which ones; null for the newest 100.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery? query = null, CancellationToken cancellationToken = default);
}
