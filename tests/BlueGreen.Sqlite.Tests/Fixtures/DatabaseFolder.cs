using System.Collections.Concurrent;
using BlueGreen.Sqlite.Artifacts;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Notifications;
using BlueGreen.Sqlite.Traffic;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>A folder with a database, and everything that a test opens on it; gone after the test.</summary>
public sealed class DatabaseFolder : IDisposable
{
    private readonly ConcurrentBag<IDisposable> _opened = [];

    public string FullName { get; } = Directory.CreateTempSubdirectory("bluegreen-sqlite-").FullName;

    public string Database => Path.Combine(FullName, "rollouts.db");

    public SqliteOptions Options => new() { Path = Database, PollInterval = TimeSpan.FromMilliseconds(20), BusyTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>Opens the store as another process would: with connections of its own.</summary>
    public SqliteRolloutStore Store(Action<SqliteOptions>? configure = null, TimeProvider? clock = null) => Keep(new SqliteRolloutStore(With(configure), clock));

    public SqliteTrafficRegister Register(Action<SqliteOptions>? configure = null, TimeProvider? clock = null) => Keep(new SqliteTrafficRegister(With(configure), clock));

    public SqliteArtifactStore Artifacts(Action<SqliteOptions>? configure = null, TimeProvider? clock = null) => Keep(new SqliteArtifactStore(With(configure), clock));

    public SqliteNotificationCursors Cursors(TimeProvider? clock = null) => Keep(new SqliteNotificationCursors(Options, clock));

    public void Dispose()
    {
        foreach (var opened in _opened)
        {
            opened.Dispose();
        }

        Directory.Delete(FullName, recursive: true);
    }

    private SqliteOptions With(Action<SqliteOptions>? configure)
    {
        var options = Options;
        configure?.Invoke(options);
        return options;
    }

    private T Keep<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
