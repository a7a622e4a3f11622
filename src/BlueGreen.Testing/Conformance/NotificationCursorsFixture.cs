using BlueGreen.Notifications;

namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="INotificationCursors"/> needs besides the cursors.</summary>
public abstract class NotificationCursorsFixture : ConformanceFixture
{
    /// <summary>Opens the cursors; called again, it opens the same ones as another process would.</summary>
    /// <param name="cancellationToken">Stops opening them.</param>
    public abstract Task<INotificationCursors> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Lets time pass by the store's clock. Default: waits on <see cref="ConformanceFixture.Clock"/>. Advance a clock of your own where the store has one.</summary>
    /// <param name="time">How much; a second or two.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public virtual Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, Clock, cancellationToken);
}
