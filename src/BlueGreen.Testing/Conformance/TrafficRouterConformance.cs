using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="ITrafficRouter"/>, <see cref="IDrainingRouter"/> and <see cref="IConnectionCuttingRouter"/>.</summary>
public static class TrafficRouterConformance
{
    private static readonly Contracts Contracts = new("traffic-router", typeof(ITrafficRouter), typeof(IDrainingRouter), typeof(IConnectionCuttingRouter));

    /// <summary>The suite of a router.</summary>
    /// <typeparam name="TRouter">The router.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TRouter>(Func<TrafficRouterFixture> open)
        where TRouter : ITrafficRouter =>
        ConformanceSuite.Make(typeof(TRouter), Contracts, RouterChecks.All, open, (fixture, setting) => new RouterTrial(fixture, setting));

    /// <summary>The suite of a router that needs no fixture. Checks that need more than the router are reported as exempted.</summary>
    /// <typeparam name="TRouter">The router.</typeparam>
    /// <param name="create">Makes a router; called again, it makes one as another process would, which acts on the same resource.</param>
    public static ConformanceSuite Suite<TRouter>(Func<TRouter> create)
        where TRouter : ITrafficRouter
    {
        ArgumentNullException.ThrowIfNull(create);
        return Suite<TRouter>(() => new RouterOnly(() => create()));
    }

    /// <summary>Checks a router that needs no fixture.</summary>
    /// <typeparam name="TRouter">The router.</typeparam>
    /// <param name="create">Makes a router; called again, it makes one as another process would, which acts on the same resource.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>What passed, does not apply or is exempted.</returns>
    /// <exception cref="ConformanceException">A check failed; the message holds all that did.</exception>
    public static Task<ConformanceReport> VerifyAsync<TRouter>(Func<TRouter> create, CancellationToken cancellationToken = default)
        where TRouter : ITrafficRouter => Suite(create).VerifyAsync(cancellationToken);

    private sealed class RouterOnly(Func<ITrafficRouter> create) : TrafficRouterFixture
    {
        public override Task<ITrafficRouter> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(create());
    }
}
