using BlueGreen.Journal;

namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="IRolloutStore"/> needs besides the store.</summary>
public abstract class RolloutStoreFixture : ConformanceFixture
{
    /// <summary>Opens the store; called again, it opens the same store as another process would.</summary>
    /// <param name="cancellationToken">Stops opening it.</param>
    public abstract Task<IRolloutStore> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Lets time pass by the store's clock. Default: waits on <see cref="ConformanceFixture.Clock"/>. Advance a clock of your own where the store has one.</summary>
    /// <param name="time">How much; a second or two.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public virtual Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, Clock, cancellationToken);
}
