using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>A real PgBouncer between runner and server.</summary>
public sealed class PoolerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("transaction")]
    [InlineData("session")]
    public async Task A_pooler_in_between_is_found_out(string mode)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var bouncer = await PgBouncer.StartAsync(database.Cluster, mode);
        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => database.Runner(MigratedDatabase.Set(("1_a", "create table a ()")), connectionString: bouncer.ConnectionString(database.Name)).MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.False(thrown.IsTransient);
        Assert.Contains("is a pooler", thrown.Message);
        Assert.Contains("AllowPooler", thrown.Message);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('a') is null and to_regnamespace('bluegreen') is null"));
        Assert.Equal(0, await database.QueryAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"));
    }

    /// <summary>Every kind of migration, with the lock held on the one connection that session mode gives, and given back in the end.</summary>
    [Fact]
    public async Task One_in_session_mode_may_be_allowed()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var bouncer = await PgBouncer.StartAsync(database.Cluster, "session");
        var behind = database.Runner(Twelve.Set, options => options.AllowPooler = true, bouncer.ConnectionString(database.Name));
        await Task.WhenAll(Twelve.RunAsync(behind, Stop), Twelve.RunAsync(database.Runner(Twelve.Set), Stop));
        Assert.Equal(await Twelve.UndisturbedAsync(Stop), await database.QueryAsync<string>(Twelve.Fingerprint));
        Assert.Equal(13, await database.QueryAsync<long>("select count(*) from bluegreen.migration_event"));
    }

    /// <summary>Who allows one in transaction mode all the same is stopped by the server, before anything runs on a process that does not hold the lock.</summary>
    [Fact]
    public async Task One_in_transaction_mode_that_is_allowed_is_found_out_by_the_fence()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var bouncer = await PgBouncer.StartAsync(database.Cluster, "transaction");
        var behind = bouncer.ConnectionString(database.Name);
        await OpenServersAsync(behind, 3);
        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => database.Runner(MigratedDatabase.Set(("1_a", "create table a ()")), options => options.AllowPooler = true, behind).MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.False(thrown.IsTransient);
        Assert.Contains("a pooler is in between, and the lock is lost", thrown.Message);
        Assert.True(await database.QueryAsync<bool>("select to_regclass('a') is null"));
    }

    /// <summary>Transactions at the same time need connections to the server of their own, which are then used in turns.</summary>
    private static async Task OpenServersAsync(string behind, int count)
    {
        await using var source = NpgsqlDataSource.Create($"{behind};Pooling=false");
        var connections = new List<NpgsqlConnection>();
        for (var i = 0; i < count; i++)
        {
            connections.Add(await source.OpenConnectionAsync(Stop));
            await new NpgsqlCommand("begin; select 1", connections[i]).ExecuteNonQueryAsync(Stop);
        }

        foreach (var connection in connections)
        {
            await new NpgsqlCommand("commit", connection).ExecuteNonQueryAsync(Stop);
            await connection.DisposeAsync();
        }
    }
}
