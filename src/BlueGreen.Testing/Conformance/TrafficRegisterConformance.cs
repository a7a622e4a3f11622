using BlueGreen.Testing.Conformance.Checks;
using BlueGreen.Traffic;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="ITrafficRegister"/>.</summary>
public static class TrafficRegisterConformance
{
    private static readonly Contracts Contracts = new("traffic-register", typeof(ITrafficRegister));

    /// <summary>The suite of a traffic register.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<TrafficRegisterFixture> open)
        where TProvider : ITrafficRegister =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, RegisterChecks.All, open, (fixture, setting) => new RegisterTrial(fixture, setting));
}
