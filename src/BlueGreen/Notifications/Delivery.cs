using BlueGreen.Execution;
using BlueGreen.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Notifications;

/// <summary>Tries to deliver a notification until it is, or until it is hopeless; then that is reported.</summary>
internal sealed class Delivery(INotifier notifier, NotificationOptions options, TimeProvider clock, ILogger logger)
{
    public async Task DeliverAsync(Notification notification, CancellationToken cancellationToken)
    {
        var begunAt = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            if (await TryAsync(notification, cancellationToken).ConfigureAwait(false) is not { } failure)
            {
                return;
            }

            var pause = (failure as ProviderException)?.RetryAfter ?? PauseAfter(attempt - 1);
            if (failure is ProviderException { IsTransient: false } || clock.GetElapsedTime(begunAt) + pause > options.GiveUpAfter)
            {
                GiveUp(notification, attempt, failure);
                return;
            }

            logger.NotificationRepeated(notifier.Name, notification.Id, attempt, pause, failure);
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How long to wait after so many failures before the one that has just come.</summary>
    public TimeSpan PauseAfter(int failuresBefore)
    {
        var pause = options.FirstPause * Math.Pow(2, Math.Min(failuresBefore, 20));
        return pause < options.LongestPause ? pause : options.LongestPause;
    }

    /// <returns>Why it failed; null when it did not.</returns>
    private async Task<Exception?> TryAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options.CallTimeout, clock, cancellationToken);
        try
        {
            await notifier.NotifyAsync(notification, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ProviderException.Transient($"'{notifier.Name}' did not take the notification within {options.CallTimeout.TotalSeconds:0.#} s.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception;
        }
    }

    private void GiveUp(Notification notification, int attempts, Exception failure)
    {
        logger.NotificationGivenUp(notifier.Name, notification.Id, notification.Text, attempts, failure);
        EngineErrors.Count("notifications", "undelivered");
        try
        {
            options.Failures?.Report(new(notifier.Name, notification, attempts, failure.Message));
        }
        catch (Exception exception)
        {
            logger.ListenerFailed(exception);
        }
    }
}
