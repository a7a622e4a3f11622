using BlueGreen.Postgres.Artifacts;
using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Notifications;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.Postgres.Traffic;
using BlueGreen.Traffic;

namespace BlueGreen.Postgres.Tests;

/// <summary>Who creates the tables, and who may use them.</summary>
public sealed class SchemaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_programs_that_start_at_once_create_the_schema_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => database.Open().EnsureSchemaAsync(Cancellation)));
        Assert.Equal(1, await database.Cluster.QueryAsync<int>("select version from bluegreen.schema_version", database.Name));
    }

    [Fact]
    public async Task A_role_without_the_right_to_create_is_told_the_script_and_works_after_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Cluster.ExecuteAsync("create role owning login password 'swordfish'; create role using_only login password 'swordfish'");
        await database.Cluster.ExecuteAsync($"grant create on database {database.Name} to owning");
        var runtime = database.Cluster.ConnectionString(database.Name, "using_only");

        var refused = await Assert.ThrowsAsync<ProviderException>(() => database.Open(connectionString: runtime).EnsureSchemaAsync(Cancellation));
        Assert.False(refused.IsTransient);
        Assert.Contains("using_only", refused.Message, StringComparison.Ordinal);
        Assert.Contains(PostgresScripts.Create(), refused.Message, StringComparison.Ordinal);

        for (var i = 0; i < 2; i++)
        {
            await RunAsync(database, "owning", PostgresScripts.Create());
            await RunAsync(database, "owning", PostgresScripts.Grant("using_only"));
        }

        await UseEverythingAsync(database.Open(connectionString: runtime));
        foreach (var forbidden in new[] { "delete from bluegreen.rollout_event", "update bluegreen.rollout_event set epoch = 0", "drop table bluegreen.router", "create table bluegreen.other ()", "update bluegreen.schema_version set version = 9" })
        {
            var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => RunAsync(database, "using_only", forbidden));
            Assert.Equal("42501", error.SqlState);
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Open().EnsureSchemaAsync(Cancellation);
        await database.Cluster.ExecuteAsync("update bluegreen.schema_version set version = 99", database.Name);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => database.Open().EnsureSchemaAsync(Cancellation));
        Assert.False(refused.IsTransient);
        Assert.Contains("version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemas_of_other_names_are_apart()
    {
        await using var database = await TestDatabase.CreateAsync();
        var one = new PostgresRolloutStore(database.Open(new() { Schema = "one" }));
        var two = new PostgresRolloutStore(database.Open(new() { Schema = "user" }));
        await one.DriveAsync();
        await two.DriveAsync();
        Assert.Throws<ArgumentException>(() => database.Open(new() { Schema = "Shop; drop" }));
    }

    private static async Task UseEverythingAsync(PostgresDatabase database)
    {
        var store = new PostgresRolloutStore(database);
        var lease = await store.DriveAsync();
        await store.RenewAsync([lease], Rollouts.Long, Cancellation);
        await store.SendAsync(lease.Rollout, new() { Id = "s1", Kind = Signals.SignalKind.Pause, By = "ann" }, Cancellation);
        await store.AppendAsync(Rollouts.Append(lease, 1, Rollouts.Closed) with { InboxPosition = 1 }, Cancellation);
        var journal = await store.ReadAsync(lease.Rollout, 0, Cancellation);
        Assert.True(await store.DeleteAsync(lease.Rollout, Cancellation));
        Assert.True(await store.ImportAsync(journal, Cancellation));
        Assert.Equal(journal, await store.ReadAsync(lease.Rollout, 0, Cancellation));

        var register = new PostgresTrafficRegister(database);
        Assert.True(await register.WriteAsync(new TrafficEntry { Application = "shop", Split = TrafficSplit.None, Deployments = [], Token = new(1, 1) }, Cancellation));
        await register.AcknowledgeAsync("shop", "edge", new(1, 1), null, Cancellation);
        await register.WithdrawAsync("shop", "edge", Cancellation);

        var artifacts = new PostgresArtifactStore(database);
        await artifacts.WriteAsync(new("shop", "a"), new MemoryStream([1]), Cancellation);
        await artifacts.WriteAsync(new("shop", "a"), new MemoryStream([2]), Cancellation);
        await artifacts.DeleteAsync(new("shop", "a"), Cancellation);

        var cursors = new PostgresNotificationCursors(database);
        Assert.True(await cursors.ClaimAsync("chat", "host", Rollouts.Long, Cancellation));
        await cursors.WriteAsync("chat", lease.Rollout, 3, Cancellation);
        await cursors.ReleaseAsync("chat", "host", Cancellation);
    }

    private static async Task RunAsync(TestDatabase database, string role, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection($"{database.Cluster.ConnectionString(database.Name, role)};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
