using BlueGreen.Conformance.Tests.Fixtures;
using BlueGreen.Conformance.Tests.Wrong;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests;

/// <summary>Each check fails for a provider that breaks its rule, and no check is without one.</summary>
public sealed class WrongTests
{
    private static readonly Dictionary<string, Func<ConformanceSuite>> Suites =
        Of("traffic-router", WrongRouters.All, (rule, wrap) => TrafficRouterConformance.Suite<WrongRouter>(() => new RouterFixture(rule == "undeclared-stickiness", wrap, patience: TimeSpan.FromSeconds(1))))
            .Concat(Of("environment", WrongEnvironments.All, (_, wrap) => EnvironmentConformance.Suite<WrongEnvironment>(() => new ReferenceEnvironmentFixture(wrap))))
            .Concat(Of("health-prober", WrongProbers.All, (_, wrap) => HealthProberConformance.Suite<WrongProber>(() => new ReferenceProberFixture(wrap, TimeSpan.FromSeconds(2)))))
            .Concat(Of("metrics-source", WrongSources.All, (_, wrap) => MetricsSourceConformance.Suite<WrongSource>(() => new ReferenceMetricsFixture(wrap))))
            .Concat(Of("migration-runner", WrongRunners.All, (_, wrap) => MigrationRunnerConformance.Suite<WrongRunner>(() => new ReferenceMigrationFixture(wrap))))
            .Concat(Of("snapshots", WrongEdges.Snapshots, (_, wrap) => SnapshotConformance.Suite<WrongEdge>(() => new ReferenceSnapshotFixture(wrap))))
            .Concat(Of("dns", WrongEdges.Dns, (_, wrap) => DnsConformance.Suite<WrongEdge>(() => new ReferenceDnsFixture(wrap))))
            .Concat(Of("cdn", WrongEdges.Cdn, (_, wrap) => CdnConformance.Suite<WrongEdge>(() => new ReferenceCdnFixture(wrap))))
            .Concat(Of("rollout-store", WrongStores.All, (_, wrap) => RolloutStoreConformance.Suite<WrongStore>(() => new InMemoryStoreFixture(wrap, TimeSpan.FromSeconds(2)))))
            .Concat(Of("notification-cursors", WrongCursorsByRule.All, (_, wrap) => NotificationCursorsConformance.Suite<WrongCursors>(() => new InMemoryCursorsFixture(wrap))))
            .Concat(Of("traffic-register", WrongRegisters.All, (_, wrap) => TrafficRegisterConformance.Suite<WrongRegister>(() => new InMemoryRegisterFixture(wrap))))
            .Concat(Of("artifact-store", WrongArtifactStores.All, (_, wrap) => ArtifactStoreConformance.Suite<WrongArtifactStore>(() => new InMemoryArtifactFixture(wrap))))
            .ToDictionary();

    public static TheoryData<string> Checks => [.. ReferenceTests.Proof.Checks.Values.Select(check => check.Name)];

    [Theory, MemberData(nameof(Checks))]
    public async Task Bites(string check)
    {
        Assert.True(Suites.TryGetValue(check, out var suite), $"No wrong provider breaks {check}. Add one.");
        var result = await suite()[check].RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((ConformanceStatus.Failed, check), (result.Status, result.Failure?.Rule.Name));
        TestContext.Current.TestOutputHelper?.WriteLine(result.Failure!.Message);
    }

    [Fact]
    public void Every_wrong_provider_breaks_a_rule_that_exists() => Assert.Empty(Suites.Keys.Except(ReferenceTests.Proof.Checks.Values.Select(check => check.Name)));

    private static IEnumerable<KeyValuePair<string, Func<ConformanceSuite>>> Of<TRight, TRole>(
        string role, Dictionary<string, Func<TRight, TRole>> wrongs, Func<string, Func<TRight, TRole>, ConformanceSuite> suite) =>
        wrongs.Select(wrong => KeyValuePair.Create<string, Func<ConformanceSuite>>($"{role}/{wrong.Key}", () => suite(wrong.Key, wrong.Value)));
}
