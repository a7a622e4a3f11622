using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="IDns"/>.</summary>
public static class DnsConformance
{
    private static readonly Contracts Contracts = new("dns", typeof(IDns));

    /// <summary>The suite of a provider of DNS records.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<DnsFixture> open)
        where TProvider : IDns =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, DnsChecks.All, open, (fixture, setting) => new DnsTrial(fixture, setting));
}
