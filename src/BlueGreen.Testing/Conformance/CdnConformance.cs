using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="ICdn"/>.</summary>
public static class CdnConformance
{
    private static readonly Contracts Contracts = new("cdn", typeof(ICdn));

    /// <summary>The suite of a content delivery network.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<CdnFixture> open)
        where TProvider : ICdn =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, CdnChecks.All, open, (fixture, setting) => new CdnTrial(fixture, setting));
}
