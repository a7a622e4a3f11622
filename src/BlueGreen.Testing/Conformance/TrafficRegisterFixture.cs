using BlueGreen.Traffic;

namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="ITrafficRegister"/> needs besides the register.</summary>
public abstract class TrafficRegisterFixture : ConformanceFixture
{
    /// <summary>How long after its last acknowledgement a router becomes silent.</summary>
    public abstract TimeSpan AcknowledgementLifetime { get; }

    /// <summary>Opens the register; called again, it opens the same one as another process would.</summary>
    /// <param name="cancellationToken">Stops opening it.</param>
    public abstract Task<ITrafficRegister> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Lets time pass by the register's clock. Default: waits on <see cref="ConformanceFixture.Clock"/>. Advance a clock of your own where the register has one.</summary>
    /// <param name="time">How much.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public virtual Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, Clock, cancellationToken);
}
