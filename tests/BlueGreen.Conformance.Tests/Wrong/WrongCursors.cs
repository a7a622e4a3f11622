using BlueGreen.Notifications;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>Cursors that do some things otherwise than the right ones.</summary>
internal sealed class WrongCursors(INotificationCursors right) : INotificationCursors
{
    public Func<string, string, TimeSpan, CancellationToken, Task<bool>> Claim { get; init; } = right.ClaimAsync;

    public Func<string, string, CancellationToken, Task> Release { get; init; } = right.ReleaseAsync;

    public Func<string, RolloutId, CancellationToken, Task<long>> Read { get; init; } = right.ReadAsync;

    public Func<string, RolloutId, long, CancellationToken, Task> Write { get; init; } = right.WriteAsync;

    public Task<bool> ClaimAsync(string subscriber, string owner, TimeSpan duration, CancellationToken cancellationToken) => Claim(subscriber, owner, duration, cancellationToken);

    public Task ReleaseAsync(string subscriber, string owner, CancellationToken cancellationToken) => Release(subscriber, owner, cancellationToken);

    public Task<long> ReadAsync(string subscriber, RolloutId rollout, CancellationToken cancellationToken) => Read(subscriber, rollout, cancellationToken);

    public Task WriteAsync(string subscriber, RolloutId rollout, long sequence, CancellationToken cancellationToken) => Write(subscriber, rollout, sequence, cancellationToken);
}
