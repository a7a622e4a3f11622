using BlueGreen.Traffic;
using BlueGreen.Yarp.Following;

namespace BlueGreen.Yarp;

/// <summary>
/// Steers an application's routers from a program that routes nothing itself: writes the traffic register that they follow, and waits until every one has acknowledged.
/// Thread-safe.
/// </summary>
/// <param name="application">The application, as plans name it.</param>
/// <param name="register">The register that the routers follow.</param>
/// <param name="acknowledgeTimeout">How long a change waits for the routers at most. Default: 15 seconds.</param>
/// <param name="clock">Paces the waiting. Default: the system's.</param>
public sealed class RegisterTrafficRouter(string application, ITrafficRegister register, TimeSpan? acknowledgeTimeout = null, TimeProvider? clock = null) : ITrafficRouter
{
    private readonly SplitWriter _writer = new(application, register, acknowledgeTimeout ?? TimeSpan.FromSeconds(15), clock ?? TimeProvider.System);

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new($"register:{application}", "1");

    /// <summary>Weights in steps of 0.01%, fenced by tokens.</summary>
    public TrafficCapabilities Capabilities { get; } = new() { Step = Percentage.Of(0.01), Fencing = Fencing.Token };

    /// <summary>Reads the register's split, once every router acknowledged it; unknown when one lags, also a silent one, or none is alive.</summary>
    /// <inheritdoc/>
    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        CheckApplication(operation);
        return SplitReader.ReadAsync(register, application, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        CheckApplication(operation);
        return _writer.ApplyAsync(desired, operation, cancellationToken);
    }

    private void CheckApplication(OperationContext operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.Application != application)
        {
            throw ProviderException.Permanent($"The routers of '{application}' were asked for '{operation.Application}'. Bind the plan to a router of its own application.");
        }
    }
}
