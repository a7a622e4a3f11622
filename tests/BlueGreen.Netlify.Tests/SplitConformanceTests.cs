using BlueGreen.Netlify.Tests.Fixtures;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Netlify.Tests;

/// <summary>The router's promises again, where it holds shares by split tests.</summary>
public sealed class SplitConformanceTests
{
    internal static ConformanceProof Proof { get; } = new(TrafficRouterConformance.Suite<NetlifyTrafficRouter>(() => new NetlifyRouterFixture(isSplitting: true)));

    public static TheoryData<string> Checks => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        var result = await Proof.Checks[check].VerifyAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Status != ConformanceStatus.Passed, $"{result.Status}: {result.Reason}");
    }
}
