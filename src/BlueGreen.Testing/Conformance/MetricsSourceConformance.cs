using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="IMetricsSource"/>.</summary>
public static class MetricsSourceConformance
{
    private static readonly Contracts Contracts = new("metrics-source", typeof(IMetricsSource));

    /// <summary>The suite of a metrics source.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<MetricsSourceFixture> open)
        where TProvider : IMetricsSource =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, MetricsChecks.All, open, (fixture, setting) => new MetricsTrial(fixture, setting));
}
