// <snippet haproxy-proof>
using BlueGreen.Testing.Conformance;

namespace CustomProvider.Tests;

public sealed class HAProxyRouterTests
{
    private static readonly ConformanceProof Proof = new(TrafficRouterConformance.Suite<HAProxyRouter>(() => new HAProxyFixture()));

    public static TheoryData<string> Rules => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Rules))]
    public async Task Keeps(string rule)
    {
        var result = await Proof.Checks[rule].VerifyAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Status != ConformanceStatus.Passed, result.ToString());
    }

    [Fact]
    public void No_provider_is_unproven() => Proof.VerifyComplete(typeof(HAProxyRouter).Assembly);
}
// </snippet>
