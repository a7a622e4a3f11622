using System.Collections.Immutable;

namespace BlueGreen.Signals;

/// <summary>Keeps signals until the driver has journaled what became of them. Sending never moves a journal's head.</summary>
public interface ISignalInbox
{
    /// <summary>Puts a signal into a rollout's inbox, once per identifier.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown, and repeating it harmless.</param>
    Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken);

    /// <summary>Reads the signals after a position, in order.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="after">A position; 0 for all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken);

    /// <summary>Yields each rollout that is started or receives a signal, as soon as the store can tell. May miss some: readers poll as well.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<RolloutId> WatchInboxAsync(CancellationToken cancellationToken);
}
