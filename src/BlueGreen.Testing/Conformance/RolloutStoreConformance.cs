using BlueGreen.Journal;
using BlueGreen.Signals;
using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="IRolloutStore"/>: journal, leases, inbox and archive.</summary>
public static class RolloutStoreConformance
{
    private static readonly Contracts Contracts = new("rollout-store", typeof(IRolloutJournal), typeof(IRolloutLeases), typeof(ISignalInbox), typeof(IJournalArchive));

    /// <summary>The suite of a store.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<RolloutStoreFixture> open)
        where TProvider : IRolloutStore =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, StoreChecks.All, open, (fixture, setting) => new StoreTrial(fixture, setting));
}
