using BlueGreen.Netlify.Tests.Fixtures;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Netlify.Tests;

/// <summary>Each promise of the contracts, over HTTP, also as several processes see it.</summary>
public sealed class ConformanceTests
{
    internal static ConformanceProof Proof { get; } = new ConformanceProof(
        EnvironmentConformance.Suite<NetlifyEnvironment>(() => new NetlifyEnvironmentFixture())
            .Exempt("environment/delete-refuses-locked", "Netlify locks only what is live, and hands the lock on to what is published next; RetentionTests shows one that says it is locked."),
        TrafficRouterConformance.Suite<NetlifyTrafficRouter>(() => new NetlifyRouterFixture(isSplitting: false)),
        SnapshotConformance.Suite<NetlifySnapshots>(() => new NetlifySnapshotFixture()),
        DnsConformance.Suite<NetlifyDns>(() => new NetlifyDnsFixture()),
        CdnConformance.Suite<NetlifyCdn>(() => new NetlifyCdnFixture()));

    public static TheoryData<string> Checks => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        var result = await Proof.Checks[check].VerifyAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Status != ConformanceStatus.Passed, $"{result.Status}: {result.Reason}");
    }

    [Fact]
    public void Every_provider_is_proven() => Proof.VerifyComplete(typeof(NetlifyEnvironment).Assembly);
}
