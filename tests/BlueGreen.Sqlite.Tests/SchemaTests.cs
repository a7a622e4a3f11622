using System.Runtime.Versioning;
using BlueGreen.Journal;
using BlueGreen.Sqlite.Connections;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Schema;
using BlueGreen.Sqlite.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Sqlite.Tests;

/// <summary>How the file is made and brought up to date.</summary>
public sealed class SchemaTests : IDisposable
{
    private static readonly SqliteSchema Next = new([SchemaScripts.First, "CREATE TABLE next (a INTEGER) STRICT; INSERT INTO next VALUES (7)"]);

    private readonly DatabaseFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_file_is_this_users_alone()
    {
        var store = _folder.Store();
        await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        foreach (var file in Directory.GetFiles(_folder.FullName))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task First_starts_at_once_make_one_database()
    {
        var stores = Enumerable.Range(0, 12).Select(_ => _folder.Store()).ToArray();
        var results = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.StartAsync(Rollouts.Start($"r-{i}"), Cancellation))));
        Assert.Single(results, result => result.Status == StartStatus.Started);
        Assert.Equal(11, results.Count(result => result.Status == StartStatus.Refused));
        Assert.DoesNotContain(Directory.GetFiles(_folder.FullName), file => file.Contains(".new-"));
    }

    [Fact]
    public async Task It_is_a_log_that_survives_a_loss_of_power()
    {
        await Rollouts.StartedAsync(_folder.Store(), cancellationToken: Cancellation);
        using var connection = FileOf(SqliteSchema.Current).Open();
        Assert.Equal("wal", connection.Run("PRAGMA journal_mode"));
        Assert.Equal(2L, connection.Run("PRAGMA synchronous"));
    }

    [Fact]
    public async Task An_older_schema_is_upgraded_and_keeps_what_it_holds()
    {
        using (var older = _folder.Store())
        {
            await Rollouts.StartedAsync(older, cancellationToken: Cancellation);
        }

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var connection = FileOf(Next).Open();
            Assert.Equal(2L, connection.Run("SELECT version FROM schema_version"));
            Assert.Equal(7L, connection.Run("SELECT sum(a) FROM next"));
            Assert.Equal(1L, connection.Run("SELECT count(*) FROM rollout_event"));
        }
    }

    [Fact]
    public async Task An_upgrade_that_fails_changes_nothing()
    {
        await Rollouts.StartedAsync(_folder.Store(), cancellationToken: Cancellation);
        var broken = new SqliteSchema([SchemaScripts.First, "CREATE TABLE next (a)", "CREATE TABLE rollout (a)"]);
        Assert.ThrowsAny<Exception>(() => FileOf(broken).Open());
        using var connection = FileOf(SqliteSchema.Current).Open();
        Assert.Equal(1L, connection.Run("SELECT version FROM schema_version"));
        Assert.Equal(0L, connection.Run("SELECT count(*) FROM sqlite_schema WHERE name = 'next'"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        FileOf(Next).Open().Dispose();
        var failure = await Assert.ThrowsAsync<ProviderException>(() => _folder.Store().ReadAsync(new("r-1"), 0, Cancellation));
        Assert.False(failure.IsTransient);
        Assert.Contains(_folder.Database, failure.Message);
        Assert.Contains("schema version 2", failure.Message);
        Assert.Contains("Update the package", failure.Message);
    }

    [Fact]
    public void All_faults_of_settings_are_named()
    {
        var fault = Assert.Throws<ArgumentException>(() => new SqliteRolloutStore(new SqliteOptions { Path = ":memory:", PollInterval = TimeSpan.Zero, MaximumBytes = 1 }));
        Assert.Contains("Path is ':memory:'", fault.Message);
        Assert.Contains("PollInterval", fault.Message);
        Assert.Contains("MaximumBytes", fault.Message);
    }

    private DatabaseFile FileOf(SqliteSchema schema) => new(_folder.Options, schema, NullLogger.Instance);
}
