using System.Collections.Concurrent;
using BlueGreen.Events;
using BlueGreen.Notifications;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>Hears of everything until a rollout is closed.</summary>
internal sealed class Hearer : INotifier
{
    public string Name => "hearer";

    public ConcurrentQueue<RolloutId> Rollouts { get; } = [];

    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        Rollouts.Enqueue(notification.Rollout);
        if (notification.Event is RolloutClosed)
        {
            Closed.TrySetResult();
        }

        return Task.CompletedTask;
    }
}
