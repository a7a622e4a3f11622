using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Recovery;
using BlueGreen.Postgres.Tests.Checking;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Recovery;

/// <summary>Back to a point in time, beside the server.</summary>
public sealed class RecoveryTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropped_table_is_there_again_at_the_restore_point()
    {
        await using var server = await ArchivedServer.StartAsync();
        await server.Cluster.ExecuteAsync("insert into exam (id) select generate_series(1001, 1500)");
        var point = await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("r-1_before-expand", Stop);
        await server.Cluster.ExecuteAsync("drop table exam");
        await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("r-1_after-expand", Stop);
        await using var side = await SideCluster.RecoverAsync(server.Recipe(RecoveryTarget.Point(point.Name)), server.Options(), cancellationToken: Stop);
        Assert.Equal(1500, await CountAsync(side));
        Assert.False(await server.Cluster.QueryAsync<bool>("select to_regclass('exam') is not null"));
        output.WriteLine($"back after {side.Took.TotalSeconds:F1} s");
        await side.RemoveAsync(Stop);
        Assert.False(Directory.Exists(server.Side));
    }

    [Fact]
    public async Task What_is_recovered_is_what_was_there()
    {
        await using var server = await ArchivedServer.StartAsync();
        await server.Cluster.ExecuteAsync("""
            create sequence drawn; select nextval('drawn'); create table kept (id bigint generated always as identity primary key, name text not null unique); insert into kept (name) select 'n' || i from generate_series(1, 500) i;
            create view few as select id from kept where id < 5; update exam set id = -id where id % 3 = 0; select lo_from_bytea(90001, 'content'); create schema more; create table more.empty ();
            """);
        var expected = await DatabaseFingerprint.ReadAsync(server.Cluster.ConnectionString(), cancellationToken: Stop);
        var point = await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("r-1_before-expand", Stop);
        await server.Cluster.ExecuteAsync("drop table exam; drop view few; delete from kept where id = 7; select nextval('drawn'), lo_unlink(90001)");
        await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("r-1_after-expand", Stop);
        var lost = expected.Compare(await DatabaseFingerprint.ReadAsync(server.Cluster.ConnectionString(), cancellationToken: Stop)).Differences;
        Assert.Equal(["public.exam is missing", "public.kept: 499 rows instead of 500", "sequence public.drawn: 2 instead of 1", "large object 90001 is missing"], lost.Take(4));
        Assert.Contains("missing view public.few", lost);

        await using var side = await SideCluster.RecoverAsync(server.Recipe(RecoveryTarget.Point(point.Name)), server.Options(), cancellationToken: Stop);
        Assert.Empty((await side.CompareAsync(expected, cancellationToken: Stop)).Differences);
        var actual = await DatabaseFingerprint.ReadAsync(side.ConnectionString, cancellationToken: Stop);
        Assert.Equal(expected.Tables, actual.Tables);
        Assert.Equal(expected.Schema.Fingerprint, actual.Schema.Fingerprint);
        Assert.Contains("sequence public.drawn", Assert.Single(expected.Compare(actual).Differences, difference => difference.Contains("drawn", StringComparison.Ordinal)));

        await using (var connection = new NpgsqlConnection($"{side.ConnectionString};Pooling=false"))
        {
            await connection.OpenAsync(Stop);
            await new NpgsqlCommand("update kept set name = 'other' where id = 7; select setval('drawn', 34)", connection).ExecuteNonQueryAsync(Stop);
        }

        Assert.Equal(["public.kept: other rows", "sequence public.drawn: 34 instead of 1"], (await side.CompareAsync(expected, cancellationToken: Stop)).Differences);
    }

    [Fact]
    public async Task A_moment_is_a_target_too()
    {
        await using var server = await ArchivedServer.StartAsync();
        await server.Cluster.ExecuteAsync("insert into exam (id) select generate_series(1001, 1500)");
        var moment = await server.Cluster.QueryAsync<DateTime>("select clock_timestamp()");
        await server.Cluster.ExecuteAsync("delete from exam");
        await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("later", Stop);
        await using var side = await SideCluster.RecoverAsync(server.Recipe(RecoveryTarget.Time(moment)), server.Options(), cancellationToken: Stop);
        Assert.Equal(1500, await CountAsync(side));
    }

    /// <summary>As Debian's packages keep them: with the folders of the server that serves, and a folder of more settings.</summary>
    [Fact]
    public async Task Settings_that_lie_outside_of_the_data_are_taken_along()
    {
        await using var server = await ArchivedServer.StartAsync();
        var settings = $"{server.BaseBackup}-settings";
        await PostgresCluster.RunScriptAsync($"""
            mkdir -p {settings}/conf.d
            mv {server.BaseBackup}/postgresql.conf {server.BaseBackup}/pg_hba.conf {server.BaseBackup}/pg_ident.conf {settings}
            printf '%s\n' "data_directory = '{server.Cluster.DataFolder}'" "hba_file = '/nowhere/pg_hba.conf'" "ident_file = '/nowhere/pg_ident.conf'" "external_pid_file = '/nowhere/pid'" "include_dir = 'conf.d'" >> {settings}/postgresql.conf
            """);
        var point = await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("elsewhere", Stop);
        await server.Cluster.ExecuteAsync("drop table exam");
        var options = server.Options() with { SettingsFolder = settings };
        await using var side = await SideCluster.RecoverAsync(server.Recipe(RecoveryTarget.Point(point)), options, cancellationToken: Stop);
        Assert.Equal(1000, await CountAsync(side));
        await side.RemoveAsync(Stop);
        Assert.True(Directory.Exists(server.Cluster.DataFolder));
    }

    /// <summary>As it was brought it would write to the tablespace of the base backup, or of the server.</summary>
    [Fact]
    public async Task A_tablespace_that_would_be_shared_is_refused()
    {
        await using var server = await ArchivedServer.StartAsync();
        await PostgresCluster.RunScriptAsync($"mkdir {server.BaseBackup}-space && ln -s {server.BaseBackup}-space {server.BaseBackup}/pg_tblspc/16400");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => SideCluster.RecoverAsync(server.Recipe(RecoveryTarget.Point("any")), server.Options(), cancellationToken: Stop));
        Assert.Contains($"The tablespace 16400 of '{server.BaseBackup}' lies in '{server.BaseBackup}-space'", failure.Message);
        Assert.False(Directory.Exists(server.Side));
        Assert.True(Directory.Exists($"{server.BaseBackup}-space"));
    }

    [Fact]
    public async Task A_point_that_is_not_in_the_archive_is_said_and_nothing_is_left()
    {
        await using var server = await ArchivedServer.StartAsync();
        await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("known", Stop);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => SideCluster.RecoverAsync(server.Recipe(RecoveryTarget.Point("unknown")), server.Options(), cancellationToken: Stop));
        Assert.Contains("Recovering to restore point 'unknown'", failure.Message);
        Assert.Contains("recovery ended before configured recovery target was reached", failure.Message);
        Assert.False(Directory.Exists(server.Side));
    }

    [Fact]
    public async Task Missing_files_of_the_log_are_said()
    {
        await using var server = await ArchivedServer.StartAsync();
        var point = await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("known", Stop);
        File.Delete(Path.Combine(server.Archive, point.Segment));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => SideCluster.RecoverAsync(server.Recipe(RecoveryTarget.Point("known")), server.Options(), cancellationToken: Stop));
        Assert.Contains("files of the log are missing", failure.Message);
    }

    [Fact]
    public async Task An_archiver_that_fails_is_found_before()
    {
        await using var server = await ArchivedServer.StartAsync();
        var points = new PostgresRestorePoints(server.Cluster.ConnectionString());
        Directory.Move(server.Archive, $"{server.Archive}-gone");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => points.SetAsync("lost", Stop));
        Assert.Contains("its archiver fails", failure.Message);
        Assert.Contains("its archiver fails", await points.FindProblemAsync(Stop));
        Assert.Contains("could not be archived", (await Assert.ThrowsAsync<ProviderException>(() => points.SetAsync("again", Stop))).Message);
        Directory.Move($"{server.Archive}-gone", server.Archive);
        Assert.Equal("mended", (await points.SetAsync("mended", Stop)).Name);
        Assert.Null(await points.FindProblemAsync(Stop));
    }

    [Fact]
    public async Task A_server_that_does_not_archive_says_so_in_a_check()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new PostgresRestorePoints(database.ConnectionString).CanRecover().FailsAsync("archive_mode is off");
    }

    [Fact]
    public async Task A_role_without_the_rights_is_told_the_grant()
    {
        await using var server = await ArchivedServer.StartAsync();
        await server.Cluster.ExecuteAsync("create role plain login password 'plain'");
        var points = new PostgresRestorePoints(server.Cluster.ConnectionString(user: "plain", password: "plain"));
        Assert.Contains("grant execute on function pg_create_restore_point(text), pg_switch_wal()", await points.FindProblemAsync(Stop));
        await server.Cluster.ExecuteAsync("grant execute on function pg_create_restore_point(text), pg_switch_wal() to plain");
        Assert.Equal("granted", (await points.SetAsync("granted", Stop)).Name);
    }

    [Fact]
    public void The_recipe_says_what_to_do()
    {
        var text = new RecoveryRecipe("/backups/base", "cp /archive/%f %p", RecoveryTarget.Point("r-1_before-expand")).Print("/var/lib/side", 5433);
        Assert.Contains("recovery_target_name = 'r-1_before-expand'", text);
        Assert.Contains("restore_command = 'cp /archive/%f %p'", text);
        Assert.Contains("touch /var/lib/side/recovery.signal", text);
    }

    private static async Task<long> CountAsync(SideCluster side)
    {
        await using var connection = new NpgsqlConnection($"{side.ConnectionString};Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("select count(*) from exam", connection);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
