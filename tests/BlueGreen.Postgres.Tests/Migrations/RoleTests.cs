using BlueGreen.Postgres.Migrations;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>A role with few rights.</summary>
public sealed class RoleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_with_few_rights_runs_every_kind_of_migration()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var role = await MigrationRole.CreateAsync(database);
        await Twelve.RunAsync(database.Runner(Twelve.Set, connectionString: role.ConnectionString), Stop);
        Assert.Equal(await Twelve.UndisturbedAsync(Stop), await database.QueryAsync<string>(Twelve.Fingerprint));
        Assert.False(await database.QueryAsync<bool>($"""
            select rolsuper or rolcreatedb or rolcreaterole or rolreplication or has_database_privilege(rolname, current_database(), 'create') or pg_has_role(rolname, 'pg_read_all_stats', 'usage')
            from pg_roles where rolname = '{role.Name}'
            """));
    }

    [Fact]
    public async Task Tables_of_the_owner_are_migrated_reverted_and_settled()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var role = await MigrationRole.CreateAsync(database);
        await database.ExecuteAsync($"create table t (id int primary key, a int); alter table t owner to {role.Owner}");
        var runner = database.Runner(MigratedDatabase.Set(("1_a", "alter table t add b int;\n-- @down\nalter table t drop b;")), connectionString: role.ConnectionString);
        await runner.MigrateAsync(MigrationPhase.Expand, Operations.Make(), Stop);
        await runner.RevertAsync(Operations.Make(intent: 2), Stop);
        await runner.CancelAsync(Operations.Make(intent: 3), Stop);
        Assert.Equal(MigrationState.Pending, (await runner.ReadAsync(Stop)).Migrations.Single().State);
        Assert.Equal(0, await database.QueryAsync<long>("select count(*) from information_schema.columns where table_name = 't' and column_name = 'b'"));
    }

    /// <summary>Neither age nor state of other roles' transactions is visible; asking without waiting does not need them, and the message says what is missing.</summary>
    [Fact]
    public async Task Without_pg_read_all_stats_nobody_waits_behind_it_either_and_it_says_what_it_cannot_see()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var role = await MigrationRole.CreateAsync(database);
        await database.ExecuteAsync($"create table t (id int primary key); alter table t owner to {role.Owner}");
        await using var holder = await database.ConnectAsync("nightly dump");
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("select 'secret', count(*) from t", holder, transaction).ExecuteNonQueryAsync(Stop);
        var set = MigratedDatabase.Set(("1_a", "alter table t add b int;"));
        var progress = new ProgressList();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var polite = database.Runner(set, options => (options.Progress, options.LockPatience) = (progress, TimeSpan.FromHours(1)), role.ConnectionString).MigrateAsync(MigrationPhase.Expand, giveUp.Token);
        while (progress.Of<LocksAwaited>().Count < 5)
        {
            Assert.False(await database.QueryAsync<bool>("select exists (select from pg_locks where relation = 't'::regclass and not granted)"));
        }

        Assert.All(progress.Of<LocksAwaited>(), one => Assert.Equal((holder.ProcessID, "nightly dump", (TimeSpan?)null), (one.Blockers[0].Pid, one.Blockers[0].Application, one.Blockers[0].Age)));
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polite);

        var inLine = database.Runner(set, options => (options.LockPatience, options.LockAttempts) = (TimeSpan.Zero, 1), role.ConnectionString);
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => inLine.MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Contains($"pid {holder.ProcessID} (nightly dump), whose state, statement and age this role may not see (grant it pg_read_all_stats)", thrown.Message);
        Assert.DoesNotContain("secret", thrown.Message);

        await database.ExecuteAsync($"grant pg_read_all_stats to {role.Name}");
        thrown = await Assert.ThrowsAsync<ProviderException>(() => inLine.MigrateAsync(MigrationPhase.Expand, Stop));
        Assert.Contains("idle in transaction for", thrown.Message);
        await transaction.RollbackAsync(Stop);
        await inLine.MigrateAsync(MigrationPhase.Expand, Stop);
    }
}
