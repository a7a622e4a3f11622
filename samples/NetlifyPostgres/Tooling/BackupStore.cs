using BlueGreen.Postgres.Backups;
using BlueGreen.Sqlite;
using BlueGreen.Sqlite.Artifacts;
using NetlifyPostgres.Plans;

namespace NetlifyPostgres.Tooling;

/// <summary>The backups of production, where rollouts keep theirs.</summary>
internal sealed class BackupStore(SqliteArtifactStore artifacts, PostgresBackups backups) : IDisposable
{
    public PostgresBackups Backups => backups;

    public static BackupStore Open(Place place)
    {
        var artifacts = new SqliteArtifactStore(new SqliteOptions { Path = place.Store });
        return new(artifacts, new(place.Database, artifacts, ExamPlans.Application));
    }

    public void Dispose() => artifacts.Dispose();
}
