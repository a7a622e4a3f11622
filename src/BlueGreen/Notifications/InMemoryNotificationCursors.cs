namespace BlueGreen.Notifications;

/// <summary>Keeps cursors in this process's memory, as <see cref="Journal.InMemoryRolloutStore"/> keeps journals. Thread-safe.</summary>
/// <param name="clock">The clock of claims; null for the system's.</param>
public sealed class InMemoryNotificationCursors(TimeProvider? clock = null) : INotificationCursors
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Dictionary<string, (string Owner, DateTimeOffset Until)> _claims = [];
    private readonly Dictionary<(string Subscriber, RolloutId Rollout), long> _cursors = [];

    /// <inheritdoc/>
    public Task<bool> ClaimAsync(string subscriber, string owner, TimeSpan duration, CancellationToken cancellationToken) => Do(
        () =>
        {
            var now = _clock.GetUtcNow();
            if (_claims.TryGetValue(subscriber, out var claim) && claim.Owner != owner && claim.Until > now)
            {
                return false;
            }

            _claims[subscriber] = (owner, now + duration);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAsync(string subscriber, string owner, CancellationToken cancellationToken) => Do(
        () => _claims.TryGetValue(subscriber, out var claim) && claim.Owner == owner && _claims.Remove(subscriber),
        cancellationToken);

    /// <inheritdoc/>
    public Task<long> ReadAsync(string subscriber, RolloutId rollout, CancellationToken cancellationToken) =>
        Do(() => _cursors.GetValueOrDefault((subscriber, rollout)), cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(string subscriber, RolloutId rollout, long sequence, CancellationToken cancellationToken) => Do(
        () => _cursors[(subscriber, rollout)] = Math.Max(sequence, _cursors.GetValueOrDefault((subscriber, rollout))),
        cancellationToken);

    private Task<T> Do<T>(Func<T> action, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        using (_lock.EnterScope())
        {
            return Task.FromResult(action());
        }
    }
}
