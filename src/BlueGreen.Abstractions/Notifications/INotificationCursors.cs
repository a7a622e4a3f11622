namespace BlueGreen.Notifications;

/// <summary>
/// Keeps how far each subscriber has been told of each rollout, and which process tells it. A store that keeps journals keeps these beside them; a program's crash then loses nothing.
/// </summary>
public interface INotificationCursors
{
    /// <summary>
    /// Takes the right to tell a subscriber, or prolongs it, by the store's clock. It only keeps processes from telling the same twice; safety does not rest on it, because receivers
    /// know repetitions by their identifier.
    /// </summary>
    /// <param name="subscriber">The subscriber.</param>
    /// <param name="owner">The process incarnation: unique per start of a process.</param>
    /// <param name="duration">How long, from now on.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown.</param>
    /// <returns>Whether this owner has it.</returns>
    Task<bool> ClaimAsync(string subscriber, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives the right back, so that another process need not wait. Harmless when somebody else has it.</summary>
    /// <param name="subscriber">The subscriber.</param>
    /// <param name="owner">The process incarnation.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task ReleaseAsync(string subscriber, string owner, CancellationToken cancellationToken);

    /// <summary>The sequence number up to which a subscriber has been told of a rollout; 0 for nothing yet.</summary>
    /// <param name="subscriber">The subscriber.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<long> ReadAsync(string subscriber, RolloutId rollout, CancellationToken cancellationToken);

    /// <summary>Notes how far a subscriber has been told. A lower number than before changes nothing.</summary>
    /// <param name="subscriber">The subscriber.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown, and repeating it harmless.</param>
    Task WriteAsync(string subscriber, RolloutId rollout, long sequence, CancellationToken cancellationToken);
}
