using BlueGreen.Prometheus.Tests.Fixtures;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Prometheus.Tests;

/// <summary>The source keeps every promise, each time against a Prometheus of its own.</summary>
[Collection("Prometheus")]
public sealed class ConformanceTests
{
    private static readonly ConformanceProof Proof = new(MetricsSourceConformance.Suite<PrometheusMetrics>(() => new PrometheusFixture()));

    public static TheoryData<string> Checks => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        var result = await Proof.Checks[check].VerifyAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Status != ConformanceStatus.Passed, $"{result.Status}: {result.Reason}");
    }

    [Fact]
    public void Everything_is_proven() => Proof.VerifyComplete(typeof(PrometheusMetrics).Assembly);
}
