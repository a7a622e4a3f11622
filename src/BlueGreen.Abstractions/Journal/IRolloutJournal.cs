using System.Collections.Immutable;

namespace BlueGreen.Journal;

/// <summary>
/// The truth about rollouts: an append-only sequence of events each. Also enforces one active rollout per application.
/// </summary>
public interface IRolloutJournal
{
    /// <summary>Creates a rollout with its first event, unless its key is known or the application is busy.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown, and repeating it with a key harmless.</param>
    Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a rollout's entries after a sequence number, in order.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="after">A sequence number; 0 for all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The entries; empty when there are none or the rollout is unknown.</returns>
    Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken);

    /// <summary>Appends one event if epoch and head are as expected, in one statement. A rollout is not closed while its inbox holds signals past the writer's position.</summary>
    /// <param name="request">What to append.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown until the journal is read again.</param>
    Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken);

    /// <summary>Yields a rollout's entries after a sequence number, then new ones as they come, until the rollout is closed; ends at once when it is closed and nothing is after that number.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="after">A sequence number; 0 for all.</param>
    /// <param name="cancellationToken">Ends the enumeration; the rollout goes on.</param>
    IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, CancellationToken cancellationToken);

    /// <summary>Lists rollouts, newest first.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, CancellationToken cancellationToken);
}
