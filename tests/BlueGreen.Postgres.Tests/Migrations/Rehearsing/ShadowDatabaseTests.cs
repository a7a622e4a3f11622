using BlueGreen.Postgres.Migrations.Rehearsing;

namespace BlueGreen.Postgres.Tests.Migrations.Rehearsing;

public sealed class ShadowDatabaseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_has_the_schema_and_the_journal_but_no_rows_and_goes_away()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (id int primary key); insert into t values (1)");
        var first = ("1_a", "alter table t add column a int;");
        await database.Runner(first).MigrateAsync(MigrationPhase.Expand, Stop);
        var shadow = await ShadowDatabase.CopyAsync(database.ConnectionString, cancellationToken: Stop);
        await using (shadow)
        {
            Assert.Equal(0, await database.Cluster.QueryAsync<long>("select count(a) + count(*) from t", shadow.Name));
            var report = await new MigrationRehearsal(shadow, MigratedDatabase.Set(first, ("2_b", "alter table t add column b int;"))).RunAsync(Stop);
            Assert.Equal("2_b", Assert.Single(report.Migrations).Name);
        }

        Assert.Equal(0, await database.QueryAsync<long>($"select count(*) from pg_database where datname = '{shadow.Name}'"));
        Assert.Equal(1, await database.QueryAsync<long>("select count(*) from t"));
    }

    [Fact]
    public async Task A_check_for_a_gate_copies_rehearses_and_clears_away()
    {
        await using var database = await MigratedDatabase.CreateAsync("create table t (id int primary key, a text)");
        var good = MigrationRehearsal.Check(database.ConnectionString, MigratedDatabase.Set(("1_a", "alter table t add column b int;")));
        Assert.True((await good(Operations.Make(), Stop)).Passed);
        var bad = MigrationRehearsal.Check(database.ConnectionString, MigratedDatabase.Set(("1_a", "alter table t drop column a;")));
        var result = await bad(Operations.Make(), Stop);
        Assert.False(result.Passed);
        Assert.Contains("The column a of t is dropped", result.Detail);
        Assert.True(await database.QueryAsync<bool>("select exists (select from pg_attribute where attrelid = 't'::regclass and attname = 'a' and not attisdropped)"));
    }

    [Fact]
    public async Task Without_counts_of_scans_there_is_no_rehearsal()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync($"alter database {database.Name} set track_counts = off");
        var rehearsal = new MigrationRehearsal(ShadowDatabase.Existing(database.ConnectionString), MigratedDatabase.Set(("1_a", "select 1")));
        Assert.Contains("track_counts", (await Assert.ThrowsAsync<ProviderException>(() => rehearsal.RunAsync(Stop))).Message);
    }

    [Fact]
    public async Task Without_the_programs_it_says_what_to_do_and_leaves_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var options = new ShadowCopyOptions { ProgramFolder = Path.GetTempPath() };
        var thrown = await Assert.ThrowsAsync<ProviderException>(() => ShadowDatabase.CopyAsync(database.ConnectionString, options, Stop));
        Assert.Contains("ShadowCopyOptions.ProgramFolder", thrown.Message);
        Assert.Contains("ShadowDatabase.Existing", thrown.Message);
    }
}
