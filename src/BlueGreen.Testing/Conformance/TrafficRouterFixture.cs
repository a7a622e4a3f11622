using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="ITrafficRouter"/> needs besides the router.</summary>
public abstract class TrafficRouterFixture : ConformanceFixture
{
    /// <summary>The deployment that is live. Default: one that does not answer, at port 1 of this machine.</summary>
    public virtual Deployment Blue { get; } = new() { Id = new("blue"), Version = "1.0.0", Url = new("http://127.0.0.1:1/") };

    /// <summary>The candidate. Default: one that does not answer, at port 2 of this machine.</summary>
    public virtual Deployment Green { get; } = new() { Id = new("green"), Version = "2.0.0", Url = new("http://127.0.0.1:2/") };

    /// <summary>Makes a router; called again, it makes one as another process would, which acts on the same resource.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<ITrafficRouter> CreateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sends requests as a user does, one after the other, and tells which deployment answered each. Default: null, and the checks that need it are reported as exempted.
    /// </summary>
    /// <param name="requests">How many.</param>
    /// <param name="user">The user, for routers that keep a user on one side.</param>
    /// <param name="cancellationToken">Stops sending.</param>
    /// <returns>A deployment per request; null where none answered.</returns>
    public virtual Task<ImmutableArray<DeploymentId?>?> SendAsync(int requests, string user, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<DeploymentId?>?>(null);

    /// <summary>
    /// Sends a request that the deployment with all traffic does not finish answering before the result is disposed; returns when the deployment has it. Default: null, and the
    /// checks that need it are reported as exempted.
    /// </summary>
    /// <param name="cancellationToken">Stops sending.</param>
    public virtual Task<IAsyncDisposable?> HoldAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>
    /// Opens a connection to the deployment with all traffic, and returns when it has been answered. Default: null, and the checks that need it are reported as exempted.
    /// </summary>
    /// <param name="kind">What to open.</param>
    /// <param name="cancellationToken">Stops opening it.</param>
    public virtual Task<ILongLivedConnection?> ConnectAsync(LongLivedKind kind, CancellationToken cancellationToken) => Task.FromResult<ILongLivedConnection?>(null);

    /// <summary>The clock by which the router measures its limit. Default: <see cref="ConformanceFixture.Clock"/>.</summary>
    public virtual TimeProvider RouterClock => Clock;

    /// <summary>
    /// Lets time pass by <see cref="RouterClock"/>. Default: waits on <see cref="ConformanceFixture.Clock"/>. Advance a clock of your own where the router has one; otherwise give the
    /// router a short <see cref="IConnectionCuttingRouter.LongLivedLimit"/>.
    /// </summary>
    /// <param name="time">How much; twice the limit at most, and 3 seconds where there is none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public virtual Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, Clock, cancellationToken);
}
