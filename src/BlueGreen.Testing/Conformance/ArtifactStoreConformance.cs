using BlueGreen.Artifacts;
using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="IArtifactStore"/>.</summary>
public static class ArtifactStoreConformance
{
    private static readonly Contracts Contracts = new("artifact-store", typeof(IArtifactStore));

    /// <summary>The suite of an artifact store.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<ArtifactStoreFixture> open)
        where TProvider : IArtifactStore =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, ArtifactChecks.All, open, (fixture, setting) => new ArtifactTrial(fixture, setting));
}
