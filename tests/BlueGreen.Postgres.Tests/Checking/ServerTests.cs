using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Checking;

/// <summary>Whether a database can be worked with.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private MigratedDatabase _database = null!;
    private PostgresChecks _checks = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync("create table article (id int); create table \"Odd name\" (id int); create schema hidden; create table hidden.secret (id int)");
        _checks = new(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _checks.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Connecting_says_what_answered() => await _checks.CanConnect().PassesAsync("PostgreSQL ", "primary", "as role postgres", "answered in", _database.Name);

    [Fact]
    public async Task Tables_are_read()
    {
        await _checks.CanRead("article", "\"Odd name\"", "hidden.secret").PassesAsync("read article, \"Odd name\", hidden.secret");
        await _checks.CanRead("article", "nowhere", "secret").FailsAsync("not there", "nowhere, secret");
        Assert.Throws<ArgumentException>(() => _checks.CanRead());
        Assert.Throws<ArgumentException>(() => _checks.CanRead("article", " "));
    }

    [Fact]
    public async Task Writes_are_taken_or_it_is_said_why_not()
    {
        await _checks.AcceptsWrites().PassesAsync("takes writes");
        await _checks.AcceptsWrites("article").PassesAsync("may write to article");
        await _database.Cluster.ExecuteAsync($"alter database {_database.Name} set default_transaction_read_only = on");
        await using var later = new PostgresChecks($"{_database.ConnectionString};Pooling=false");
        await later.AcceptsWrites().FailsAsync("read-only by default");
    }

    [Fact]
    public async Task A_role_with_few_rights_can_check_what_it_may_read_and_is_told_what_it_lacks()
    {
        var role = $"reader_{_database.Name}";
        await _database.Cluster.ExecuteAsync($"create role {role} login password 'swordfish'");
        await _database.ExecuteAsync($"grant select on article to {role}");
        await using var checks = new PostgresChecks(_database.Cluster.ConnectionString(_database.Name, role));
        await checks.CanConnect().PassesAsync($"as role {role}");
        await checks.CanRead("article").PassesAsync();
        await checks.CountIsZero("select count(*) from article").PassesAsync();
        await checks.NobodyWaitsLongerThan(TimeSpan.FromMinutes(1)).PassesAsync();
        await checks.CanRead("article", "\"Odd name\"").FailsAsync("may not read \"Odd name\"");
        await checks.CanRead("hidden.secret").FailsAsync("lacks a right", "schema hidden");
        await checks.AcceptsWrites("article").FailsAsync("may not insert, update and delete in article");
        await checks.CountIsZero("select count(*) from \"Odd name\"").FailsAsync("lacks a right", "Grant it");
        await checks.ReplicationLagBelow(TimeSpan.FromSeconds(10), standbys: 0).FailsAsync("pg_monitor");
        await _database.Cluster.ExecuteAsync($"grant pg_monitor to {role}");
        await checks.ReplicationLagBelow(TimeSpan.FromSeconds(10), standbys: 0).PassesAsync("no standby is connected");
    }

    [Fact]
    public async Task Who_waits_for_a_lock_is_named_with_who_is_in_the_way()
    {
        await _checks.NobodyWaitsLongerThan(TimeSpan.Zero).PassesAsync();
        await using var holder = await _database.ConnectAsync("nightly");
        await ExecuteAsync(holder, "begin; lock table article");
        await using var waiter = await _database.ConnectAsync("green");
        var waiting = ExecuteAsync(waiter, "select from article");
        while (await _database.QueryAsync<long>("select count(*) from pg_locks where not granted and waitstart is not null") == 0)
        {
            await Task.Yield();
        }

        await _checks.NobodyWaitsLongerThan(TimeSpan.Zero).FailsAsync("(green) has waited", "AccessShareLock on article", $"behind pid {holder.ProcessID} (nightly)");
        await _checks.NobodyWaitsLongerThan(TimeSpan.FromHours(1)).PassesAsync();
        await ExecuteAsync(holder, "rollback");
        await waiting;
    }

    [Fact]
    public async Task Standbys_replay_in_time_or_are_named()
    {
        await using var primary = await PostgresCluster.StartAsync(isDurable: true);
        await using var checks = new PostgresChecks(primary.ConnectionString(), new() { StatementTimeout = TimeSpan.FromMinutes(2) });
        await checks.ReplicationLagBelow(TimeSpan.FromMilliseconds(100)).FailsAsync("at least 1 streaming, found 0: no standby is connected");
        await using var standby = await primary.StartStandbyAsync("second_site");
        await primary.ExecuteAsync("create table t (id int)");
        await checks.ReplicationLagBelow(TimeSpan.FromMinutes(1)).PassesAsync("second_site has replayed");

        await standby.ExecuteAsync("select pg_wal_replay_pause()");
        while (await standby.QueryAsync<string>("select pg_get_wal_replay_pause_state()") != "paused")
        {
            await Task.Yield();
        }

        await primary.ExecuteAsync("insert into t select generate_series(1, 1000)");
        await checks.ReplicationLagBelow(TimeSpan.FromSeconds(2)).FailsAsync("expected everything replayed within 00:00:02", "second_site (streaming) is ", "bytes behind");
        await standby.ExecuteAsync("select pg_wal_replay_resume()");
        await checks.ReplicationLagBelow(TimeSpan.FromMinutes(1)).PassesAsync();

        await using var behind = new PostgresChecks(standby.ConnectionString());
        await behind.CanConnect().PassesAsync("standby");
        await behind.CanRead("t").PassesAsync();
        await behind.CountIsZero("select count(*) from t where id < 0").PassesAsync();
        await behind.AcceptsWrites().FailsAsync("it is a standby", "Target Session Attributes=primary");
        await behind.ReplicationLagBelow(TimeSpan.FromSeconds(1)).FailsAsync("standby itself");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(Stop);
    }
}
