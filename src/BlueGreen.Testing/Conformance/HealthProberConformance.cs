using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="IHealthProber"/>.</summary>
public static class HealthProberConformance
{
    private static readonly Contracts Contracts = new("health-prober", typeof(IHealthProber));

    /// <summary>The suite of a prober.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<HealthProberFixture> open)
        where TProvider : IHealthProber =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, ProberChecks.All, open, (fixture, setting) => new ProberTrial(fixture, setting));
}
