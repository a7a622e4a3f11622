using BlueGreen.Sqlite.Artifacts;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Notifications;
using BlueGreen.Sqlite.Tests.Fixtures;
using BlueGreen.Sqlite.Traffic;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Sqlite.Tests;

/// <summary>Each promise of the contracts, against a real file, also as several processes see it.</summary>
public sealed class ConformanceTests
{
    internal static ConformanceProof Proof { get; } = new ConformanceProof(
        RolloutStoreConformance.Suite<SqliteRolloutStore>(() => new SqliteStoreFixture()),
        TrafficRegisterConformance.Suite<SqliteTrafficRegister>(() => new SqliteRegisterFixture()),
        ArtifactStoreConformance.Suite<SqliteArtifactStore>(() => new SqliteArtifactFixture()),
        NotificationCursorsConformance.Suite<SqliteNotificationCursors>(() => new SqliteCursorsFixture()));

    public static TheoryData<string> Checks => [.. Proof.Checks.Keys];

    [Theory, MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        var result = await Proof.Checks[check].VerifyAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Status != ConformanceStatus.Passed, $"{result.Status}: {result.Reason}");
    }

    [Fact]
    public void Every_provider_is_proven() => Proof.VerifyComplete(typeof(SqliteRolloutStore).Assembly);
}
