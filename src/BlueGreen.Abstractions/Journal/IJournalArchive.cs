using System.Collections.Immutable;

namespace BlueGreen.Journal;

/// <summary>Moves closed rollouts out of a store and into one: retention, backups, a change of stores.</summary>
public interface IJournalArchive
{
    /// <summary>Deletes a closed rollout with its journal, its signals and its key, which can then be used again. The application's epoch stays.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown, and repeating it harmless.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="RolloutRefusedException">The rollout is not closed; nothing was deleted.</exception>
    Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken);

    /// <summary>
    /// Takes in the whole journal of a closed rollout as it was written, all of it or nothing, and raises its application's epoch to at least the journal's highest.
    /// Signals and key are not part of a journal.
    /// </summary>
    /// <param name="entries">All entries of one rollout, in order.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown, and repeating it harmless.</param>
    /// <returns>Whether it was taken in; false means that the store has a rollout of that identifier already.</returns>
    /// <exception cref="RolloutRefusedException">The entries are of several rollouts, have gaps, do not begin with <see cref="Events.RolloutStarted"/> or do not end with <see cref="Events.RolloutClosed"/>.</exception>
    Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken);
}
