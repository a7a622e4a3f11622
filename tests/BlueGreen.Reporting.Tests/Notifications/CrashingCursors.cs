using BlueGreen.Notifications;

namespace BlueGreen.Reporting.Tests.Notifications;

/// <summary>Cursors of a process that dies between a delivery and the note that it was made: from one note on, none is kept.</summary>
internal sealed class CrashingCursors(INotificationCursors kept, int notes) : INotificationCursors
{
    private int _notes = notes;

    public Task<bool> ClaimAsync(string subscriber, string owner, TimeSpan duration, CancellationToken cancellationToken) => kept.ClaimAsync(subscriber, owner, duration, cancellationToken);

    public Task ReleaseAsync(string subscriber, string owner, CancellationToken cancellationToken) => kept.ReleaseAsync(subscriber, owner, cancellationToken);

    public Task<long> ReadAsync(string subscriber, RolloutId rollout, CancellationToken cancellationToken) => kept.ReadAsync(subscriber, rollout, cancellationToken);

    public async Task WriteAsync(string subscriber, RolloutId rollout, long sequence, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _notes) < 0)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await kept.WriteAsync(subscriber, rollout, sequence, cancellationToken);
    }
}
