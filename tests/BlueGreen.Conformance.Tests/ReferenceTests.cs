using BlueGreen.Artifacts;
using BlueGreen.Conformance.Tests.Fixtures;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;
using BlueGreen.Traffic;

namespace BlueGreen.Conformance.Tests;

/// <summary>The reference providers and the stores in memory keep every promise that concerns them.</summary>
public sealed class ReferenceTests
{
    internal static ConformanceProof Proof { get; } = new(
        EnvironmentConformance.Suite<ReferenceEnvironment>(() => new ReferenceEnvironmentFixture()),
        TrafficRouterConformance.Suite<ReferenceTrafficRouter>(() => new RouterFixture()),
        HealthProberConformance.Suite<ReferenceHealthProber>(() => new ReferenceProberFixture()),
        MetricsSourceConformance.Suite<ReferenceMetricsSource>(() => new ReferenceMetricsFixture()),
        MigrationRunnerConformance.Suite<ReferenceMigrationRunner>(() => new ReferenceMigrationFixture()),
        SnapshotConformance.Suite<ReferenceEdge>(() => new ReferenceSnapshotFixture()),
        DnsConformance.Suite<ReferenceEdge>(() => new ReferenceDnsFixture()),
        CdnConformance.Suite<ReferenceEdge>(() => new ReferenceCdnFixture()),
        RolloutStoreConformance.Suite<InMemoryRolloutStore>(() => new InMemoryStoreFixture()),
        NotificationCursorsConformance.Suite<InMemoryNotificationCursors>(() => new InMemoryCursorsFixture()),
        TrafficRegisterConformance.Suite<InMemoryTrafficRegister>(() => new InMemoryRegisterFixture()),
        ArtifactStoreConformance.Suite<InMemoryArtifactStore>(() => new InMemoryArtifactFixture()));

    public static TheoryData<string> Checks => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Checks))]
    public Task Holds(string check) => Proof.Checks[check].HoldsAsync();

    [Fact]
    public void Every_reference_provider_is_proven() => Proof.VerifyComplete(typeof(ReferenceEdge).Assembly);

    [Fact]
    public void Everything_in_memory_is_proven()
    {
        var inMemory = typeof(InMemoryRolloutStore).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.StartsWith("InMemory", StringComparison.Ordinal));
        Proof.VerifyComplete([.. inMemory]);
    }

    [Fact]
    public async Task A_sticky_reference_router_conforms()
    {
        var report = await TrafficRouterConformance.Suite<ReferenceTrafficRouter>(() => new RouterFixture(isSticky: true)).VerifyAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ConformanceStatus.Passed, report.Results.Single(result => result.Check == "traffic-router/sticky-users-stay").Status);
    }

    [Fact]
    public async Task A_reference_router_without_a_limit_conforms()
    {
        var report = await TrafficRouterConformance.Suite<ReferenceTrafficRouter>(() => new RouterFixture(cuts: false)).VerifyAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ConformanceStatus.Passed, report.Results.Single(result => result.Check == "traffic-router/no-limit-cuts-nothing").Status);
    }

    [Fact]
    public async Task Only_these_do_not_concern_them()
    {
        List<string> others = [];
        foreach (var (name, check) in Proof.Checks)
        {
            var result = await check.RunAsync(TestContext.Current.CancellationToken);
            if (result.Status != ConformanceStatus.Passed)
            {
                others.Add($"{name}: {result.Status}: {result.Reason}");
            }
        }

        Assert.Equal(
            [
                "ReferenceEnvironment: environment/undeclared-fencing: NotApplicable: Capabilities.Fencing is Token.",
                "ReferenceTrafficRouter: traffic-router/no-limit-cuts-nothing: NotApplicable: LongLivedLimit is 00:00:02.",
                "ReferenceTrafficRouter: traffic-router/sticky-users-stay: NotApplicable: Capabilities.Sticky is false.",
                "ReferenceTrafficRouter: traffic-router/undeclared-fencing: NotApplicable: Capabilities.Fencing is Token.",
            ],
            others);
    }
}
