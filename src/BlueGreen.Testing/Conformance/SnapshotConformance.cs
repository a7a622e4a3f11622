using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="ISnapshotProvider"/>.</summary>
public static class SnapshotConformance
{
    private static readonly Contracts Contracts = new("snapshots", typeof(ISnapshotProvider));

    /// <summary>The suite of a provider of snapshots.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<SnapshotFixture> open)
        where TProvider : ISnapshotProvider =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, SnapshotChecks.All, open, (fixture, setting) => new SnapshotTrial(fixture, setting));
}
