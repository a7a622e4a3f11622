using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Notifications;

/// <summary>Tells notifiers what journals say, each beside the others. Nothing that a notifier does reaches a rollout.</summary>
internal sealed class NotificationRelay
{
    private readonly SubscriberRelay[] _subscribers;
    private readonly NotificationOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public NotificationRelay(
        IEnumerable<INotifier> notifiers, IRolloutJournal journal, INotificationCursors cursors, NotificationOptions options, TimeProvider clock, ILogger logger)
    {
        INotifier[] all = [.. notifiers];
        Check(all);
        var owner = Guid.NewGuid().ToString("N");
        _subscribers = [.. all.Select(notifier => new SubscriberRelay(notifier, journal, cursors, owner, options, clock, logger))];
        (_options, _clock, _logger) = (options, clock, logger);
    }

    /// <summary>Tells of one application, or of all, until it is stopped. What was not told then is told by the next process that has the cursors.</summary>
    public Task RunAsync(string? application, CancellationToken cancellationToken) => Task.WhenAll(_subscribers.Select(subscriber => subscriber.RunAsync(application, cancellationToken)));

    /// <summary>Waits, for a while, until everybody has been told of a rollout up to an entry.</summary>
    public async Task FlushAsync(RolloutId rollout, long sequence)
    {
        try
        {
            await Task.WhenAll(_subscribers.Select(subscriber => subscriber.WaitAsync(rollout, sequence))).WaitAsync(_options.FlushTimeout, _clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.NotificationsLeft(rollout, _options.FlushTimeout);
        }
    }

    private static void Check(INotifier[] notifiers)
    {
        if (notifiers.FirstOrDefault(notifier => string.IsNullOrWhiteSpace(notifier.Name) || notifier.Name.Length > 128) is { } nameless)
        {
            throw new ArgumentException($"The name '{nameless.Name}' of {nameless.GetType().Name} must have 1 to 128 characters: what it has been told is kept under it.", nameof(notifiers));
        }

        if (notifiers.GroupBy(notifier => notifier.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two notifiers are called '{twice.Key}'. Give each a name of its own: what it has been told is kept under it.", nameof(notifiers));
        }
    }
}
