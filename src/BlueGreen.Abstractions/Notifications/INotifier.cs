namespace BlueGreen.Notifications;

/// <summary>
/// Tells somebody outside what happens in rollouts: a chat, a webhook, a dashboard. It is called beside the rollout, never within it: however slow it is and whatever it throws,
/// the rollout goes on.
/// </summary>
public interface INotifier
{
    /// <summary>
    /// The subscriber's name: unique among the notifiers of a store, and the same after a restart, because what it has been told is kept under it. 1 to 128 characters.
    /// </summary>
    string Name { get; }

    /// <summary>
    /// Passes a notification on. It returns when the other side has it. Each is delivered at least once and, within a rollout, in order: after a crash the last one may come again, with the
    /// same <see cref="Notification.Id"/>.
    /// </summary>
    /// <param name="notification">What happened.</param>
    /// <param name="cancellationToken">Cancels the call when the program stops or the call takes too long; its outcome is then unknown, and it is repeated.</param>
    /// <exception cref="ProviderException">
    /// It could not be delivered. A transient failure is repeated with growing pauses; after a permanent one this notification is given up.
    /// </exception>
    Task NotifyAsync(Notification notification, CancellationToken cancellationToken);
}
