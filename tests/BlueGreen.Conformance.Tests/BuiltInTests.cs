using BlueGreen.Artifacts;
using BlueGreen.Conformance.Tests.Fixtures;
using BlueGreen.Journal;
using BlueGreen.Testing.Conformance;
using BlueGreen.Yarp;

namespace BlueGreen.Conformance.Tests;

/// <summary>The providers of BlueGreen and BlueGreen.Yarp keep every promise that concerns them, against real processes, routers and web servers.</summary>
public sealed class BuiltInTests
{
    internal static ConformanceProof Proof { get; } = new ConformanceProof(
        EnvironmentConformance.Suite<ChildProcessEnvironment>(() => new ChildProcessFixture())
            .Exempt("environment/delete-refuses-locked", "Only the live deployment is locked, and environment/delete-refuses-the-live-one covers it.")
            .Exempt("environment/retire-refuses-weight", "Processes do not know what a router sends them.")
            .Exempt("environment/delete-refuses-weight", "Processes do not know what a router sends them."),
        TrafficRouterConformance.Suite<YarpTrafficRouter>(() => new YarpRouterFixture()),
        TrafficRouterConformance.Suite<RegisterTrafficRouter>(() => new YarpRouterFixture(isRemote: true)),
        MetricsSourceConformance.Suite<YarpTrafficRouter>(() => new YarpMetricsFixture())
            .Exempt("metrics-source/away-is-an-exception", "The counters are in the router's own process; nothing between can be away."),
        MetricsSourceConformance.Suite<InstrumentMetrics>(() => new InstrumentFixture())
            .Exempt("metrics-source/away-is-an-exception", "It listens within its own process; nothing between can be away."),
        HealthProberConformance.Suite<HttpHealthProber>(() => new HttpProberFixture()),
        ArtifactStoreConformance.Suite<FileArtifactStore>(() => new FileArtifactFixture()));

    public static TheoryData<string> Checks => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Checks))]
    public Task Holds(string check) => Proof.Checks[check].HoldsAsync();

    [Fact]
    public async Task A_router_without_a_limit_cuts_nothing()
    {
        var suite = TrafficRouterConformance.Suite<YarpTrafficRouter>(() => new YarpRouterFixture(cuts: false));
        await suite["traffic-router/no-limit-cuts-nothing"].HoldsAsync();
    }

    [Fact]
    public void Every_provider_is_proven()
    {
        Proof.VerifyComplete(typeof(YarpTrafficRouter).Assembly);
        var rest = typeof(InMemoryRolloutStore).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && !type.Name.StartsWith("InMemory", StringComparison.Ordinal));
        Proof.VerifyComplete([.. rest]);
    }
}
