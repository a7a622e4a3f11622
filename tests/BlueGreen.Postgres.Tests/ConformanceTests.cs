using BlueGreen.Postgres.Artifacts;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Notifications;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.Postgres.Traffic;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Postgres.Tests;

/// <summary>What works on PostgreSQL keeps every promise, each time against a database of its own.</summary>
public sealed class ConformanceTests
{
    internal static ConformanceProof Proof { get; } = new(
        RolloutStoreConformance.Suite<PostgresRolloutStore>(() => new PostgresStoreFixture()),
        TrafficRegisterConformance.Suite<PostgresTrafficRegister>(() => new PostgresRegisterFixture()),
        ArtifactStoreConformance.Suite<PostgresArtifactStore>(() => new PostgresArtifactFixture()),
        NotificationCursorsConformance.Suite<PostgresNotificationCursors>(() => new PostgresCursorsFixture()),
        MigrationRunnerConformance.Suite<PostgresMigrationRunner>(() => new PostgresMigrationFixture()),
        MetricsSourceConformance.Suite<PostgresMetricsSource>(() => new PostgresMetricsFixture()),
        SnapshotConformance.Suite<PostgresSnapshots>(() => new PostgresSnapshotFixture()));

    public static TheoryData<string> Checks => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        var result = await Proof.Checks[check].VerifyAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Status != ConformanceStatus.Passed, $"{result.Status}: {result.Reason}");
    }

    [Fact]
    public void Everything_is_proven() => Proof.VerifyComplete(typeof(PostgresRolloutStore).Assembly);
}
