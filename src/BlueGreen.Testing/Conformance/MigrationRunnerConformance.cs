using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="IMigrationRunner"/>.</summary>
public static class MigrationRunnerConformance
{
    private static readonly Contracts Contracts = new("migration-runner", typeof(IMigrationRunner));

    /// <summary>The suite of a migration runner.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<MigrationRunnerFixture> open)
        where TProvider : IMigrationRunner =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, MigrationChecks.All, open, (fixture, setting) => new MigrationTrial(fixture, setting));
}
