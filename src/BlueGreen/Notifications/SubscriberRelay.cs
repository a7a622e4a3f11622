using System.Collections.Concurrent;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Notifications;

/// <summary>Tells one subscriber: finds the rollouts of a store, and follows each until it is closed and told. One process at a time does.</summary>
internal sealed class SubscriberRelay(
    INotifier notifier, IRolloutJournal journal, INotificationCursors cursors, string owner, NotificationOptions options, TimeProvider clock, ILogger logger)
{
    private const int Newest = 100;
    private const int AtTheStart = 1000;
    private static readonly TimeSpan ClaimDuration = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<RolloutId, Task> _followed = new();
    private readonly RolloutFollower _follower = new(notifier, journal, cursors, options, clock, logger);

    private volatile bool _tells;

    /// <summary>Ends when the subscriber has been told, or at once where another process tells it.</summary>
    public Task WaitAsync(RolloutId rollout, long sequence) => _tells ? _follower.Progress.WaitAsync(rollout, sequence) : Task.CompletedTask;

    public async Task RunAsync(string? application, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await cursors.ClaimAsync(notifier.Name, owner, ClaimDuration, cancellationToken).ConfigureAwait(false))
                {
                    await TellWhileClaimedAsync(application, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                logger.NotificationStoreFailed(notifier.Name, exception);
            }
            catch (OperationCanceledException)
            {
            }

            await Task.Delay(options.PollInterval, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellWhileClaimedAsync(string? application, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var claimedAt = clock.GetTimestamp();
        var isFirst = true;
        _tells = true;
        try
        {
            while (clock.GetElapsedTime(claimedAt) < ClaimDuration)
            {
                await FindAsync(application, isFirst, stop.Token).ConfigureAwait(false);
                isFirst = false;
                await Task.Delay(options.PollInterval, clock, stop.Token).ConfigureAwait(false);
                if (clock.GetElapsedTime(claimedAt) > ClaimDuration / 3)
                {
                    var askedAt = clock.GetTimestamp();
                    if (!await cursors.ClaimAsync(notifier.Name, owner, ClaimDuration, stop.Token).ConfigureAwait(false))
                    {
                        return;
                    }

                    claimedAt = askedAt;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _followed.Clear();
            _tells = false;
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>At first whatever is open or was closed not long ago, then what is new.</summary>
    private async Task FindAsync(string? application, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst)
        {
            await FindAsync(new() { Application = application, OpenOnly = true, Maximum = AtTheStart }, cancellationToken).ConfigureAwait(false);
        }

        await FindAsync(new() { Application = application, Maximum = isFirst ? AtTheStart : Newest }, cancellationToken).ConfigureAwait(false);
    }

    private async Task FindAsync(RolloutQuery query, CancellationToken cancellationToken)
    {
        await foreach (var summary in journal.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var isPast = summary.Standing == RolloutStanding.Closed && clock.GetUtcNow() - summary.UpdatedAt > options.LookBack;
            if (!isPast && !_followed.ContainsKey(summary.Rollout))
            {
                _followed[summary.Rollout] = _follower.FollowAsync(summary.Rollout, cancellationToken);
            }
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            using var limit = new Execution.TimeLimit(options.CallTimeout, clock, CancellationToken.None);
            await cursors.ReleaseAsync(notifier.Name, owner, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.NotificationStoreFailed(notifier.Name, exception);
        }
    }
}
