using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="IEnvironmentProvider"/>, <see cref="IRestartableEnvironment"/> and <see cref="IDeploymentRetention"/>.</summary>
public static class EnvironmentConformance
{
    private static readonly Contracts Contracts = new("environment", typeof(IEnvironmentProvider), typeof(IRestartableEnvironment), typeof(IDeploymentRetention));

    /// <summary>The suite of an environment.</summary>
    /// <typeparam name="TEnvironment">The environment.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TEnvironment>(Func<EnvironmentFixture> open)
        where TEnvironment : IEnvironmentProvider =>
        ConformanceSuite.Make(typeof(TEnvironment), Contracts, EnvironmentChecks.All, open, (fixture, setting) => new EnvironmentTrial(fixture, setting));
}
