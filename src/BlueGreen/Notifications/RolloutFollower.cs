using BlueGreen.Events;
using BlueGreen.Execution;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Notifications;

/// <summary>Reads one journal after the other's entry to a subscriber, and notes how far it has come after each delivery.</summary>
internal sealed class RolloutFollower(
    INotifier notifier, IRolloutJournal journal, INotificationCursors cursors, NotificationOptions options, TimeProvider clock, ILogger logger)
{
    private readonly Delivery _delivery = new(notifier, options, clock, logger);

    public RelayProgress Progress { get; } = new();

    /// <summary>Ends when the rollout is closed and told, or when it is stopped. A store that fails is asked again from where this stood.</summary>
    public async Task FollowAsync(RolloutId rollout, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        for (var failures = 0; !cancellationToken.IsCancellationRequested; failures++)
        {
            try
            {
                await ReadOutAsync(rollout, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                logger.NotificationStoreFailed(notifier.Name, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(_delivery.PauseAfter(failures), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadOutAsync(RolloutId rollout, CancellationToken cancellationToken)
    {
        var cursor = await cursors.ReadAsync(notifier.Name, rollout, cancellationToken).ConfigureAwait(false);
        JournalEntry? first = null;
        await foreach (var entry in journal.WatchAsync(rollout, 0, cancellationToken).ConfigureAwait(false))
        {
            first ??= entry;
            if (entry.Sequence > cursor && IsTold(entry.Event))
            {
                await _delivery.DeliverAsync(Describe(first, entry), cancellationToken).ConfigureAwait(false);
                await NoteAsync(rollout, entry.Sequence).ConfigureAwait(false);
            }

            Progress.Reach(rollout, entry.Sequence);
        }
    }

    /// <summary>What was delivered is noted although the program stops: otherwise the next process delivers it again.</summary>
    private async Task NoteAsync(RolloutId rollout, long sequence)
    {
        using var limit = new TimeLimit(options.CallTimeout, clock, CancellationToken.None);
        await cursors.WriteAsync(notifier.Name, rollout, sequence, limit.Token).ConfigureAwait(false);
    }

    private bool IsTold(RolloutEvent rolloutEvent) => options.IncludeDetails || rolloutEvent.GetImportance() != EventImportance.Detail;

    private static Notification Describe(JournalEntry first, JournalEntry entry)
    {
        var started = (RolloutStarted)first.Event;
        return new()
        {
            Id = $"{entry.Rollout}.{entry.Sequence}",
            Rollout = entry.Rollout,
            Sequence = entry.Sequence,
            At = entry.At,
            Application = started.Plan.Application,
            Release = started.Release,
            Kind = started.Kind,
            StartedAt = first.At,
            Importance = entry.Event.GetImportance(),
            Text = entry.Event.Describe(),
            Event = entry.Event,
        };
    }
}
