using BlueGreen.Postgres.Recovery;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Recovery;

/// <summary>Side clusters out of a repository of pgBackRest.</summary>
public sealed class PgBackRestTests(PgBackRestServer server, ITestOutputHelper output) : IClassFixture<PgBackRestServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static void SkipWithoutProgram() => Assert.SkipWhen(PgBackRestServer.Program is null, "pgbackrest is not on the path. Install the package 'pgbackrest'.");

    /// <summary>The newest backup is newer than the point: pgBackRest has to take the one before.</summary>
    [Fact]
    public async Task A_dropped_table_is_there_again_at_the_restore_point_although_a_newer_backup_lacks_it()
    {
        SkipWithoutProgram();
        await server.Cluster.ExecuteAsync("create table orders as select generate_series(1, 1500) as id");
        var point = await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("before the drop", Stop);
        await server.Cluster.ExecuteAsync("drop table orders; insert into far values (11)");
        await server.BackUpAsync();

        var options = server.Options("dropped");
        await using var side = await SideCluster.RecoverAsync(new(server.Backup, RecoveryTarget.Point(point)), options, cancellationToken: Stop);
        Assert.Equal((1500, 1000, 10), (await PgBackRestServer.CountAsync(side, "orders"), await PgBackRestServer.CountAsync(side, "exam"), await PgBackRestServer.CountAsync(side, "far")));
        Assert.False(await server.Cluster.QueryAsync<bool>("select to_regclass('orders') is not null"));
        Assert.Equal(11, await server.Cluster.QueryAsync<long>("select count(*) from far"));
        output.WriteLine($"back after {side.Took.TotalSeconds:F1} s");

        await side.RemoveAsync(Stop);
        Assert.False(Directory.Exists(options.Folder) || Directory.Exists($"{options.Folder}_tablespaces"));
    }

    [Fact]
    public async Task A_moment_is_a_target_too()
    {
        SkipWithoutProgram();
        await server.Cluster.ExecuteAsync("create table visits as select generate_series(1, 70) as id");
        var moment = await server.Cluster.QueryAsync<DateTime>("select clock_timestamp()");
        await server.Cluster.ExecuteAsync("delete from visits");
        await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("later", Stop);

        await using var side = await SideCluster.RecoverAsync(new(server.Backup, RecoveryTarget.Time(moment)), server.Options("moment"), cancellationToken: Stop);
        Assert.Equal(70, await PgBackRestServer.CountAsync(side, "visits"));
        await side.RemoveAsync(Stop);
    }

    [Fact]
    public async Task What_a_report_prints_is_what_a_person_runs()
    {
        SkipWithoutProgram();
        var options = new PostgresRecoveryOptions { BaseBackup = server.Backup, SideFolder = Path.Combine(server.Folder, "by hand"), SidePort = PostgresCluster.FreePort() };
        var points = new PostgresRestorePoints(server.Cluster.ConnectionString(), options);
        await server.Cluster.ExecuteAsync("create table notes as select generate_series(1, 30) as id");
        var printed = points.Describe(await points.SetAsync("before the notes went", Stop)).Recovery;
        await server.Cluster.ExecuteAsync("drop table notes");
        output.WriteLine(printed);

        Assert.DoesNotContain(PgBackRestServer.Secret, printed);
        await PostgresCluster.RunScriptAsync($"export PGBACKREST_REPO1_CIPHER_PASS={ShellText.Word(PgBackRestServer.Secret)}\n{printed}");
        var count = await PostgresCluster.RunScriptAsync($"psql -p {options.SidePort} -d postgres -Atc 'select count(*) from notes'");
        await PostgresCluster.RunScriptAsync($"pg_ctl stop -D '{options.SideFolder}' -m immediate -w");
        Assert.Equal("30", count.Trim());
    }

    /// <summary>Any user of the machine can read arguments. A program that notes its own stands before pgBackRest.</summary>
    [Fact]
    public async Task No_secret_is_among_the_arguments()
    {
        SkipWithoutProgram();
        var (noted, program) = (Path.Combine(server.Folder, "noted"), Path.Combine(server.Folder, "noting"));
        await PostgresCluster.RunScriptAsync($"printf '%s\\n' '#!/bin/sh' 'echo \"$@\" >> {noted}' 'exec pgbackrest \"$@\"' > {program} && chmod 700 {program}");
        var point = await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("noted", Stop);

        await using var side = await SideCluster.RecoverAsync(new(server.Backup with { Program = program }, RecoveryTarget.Point(point)), server.Options("secret"), cancellationToken: Stop);
        Assert.Equal(1000, await PgBackRestServer.CountAsync(side, "exam"));
        await side.RemoveAsync(Stop);
        var said = await File.ReadAllTextAsync(noted, Stop);
        Assert.Contains("restore", said);
        Assert.DoesNotContain("sesame", said);
    }

    [Fact]
    public async Task What_pgbackrest_refuses_is_said_and_nothing_is_left()
    {
        SkipWithoutProgram();
        var options = server.Options("refused");
        var wrong = server.Backup.With("PGBACKREST_REPO1_CIPHER_PASS", new("wrong"));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => SideCluster.RecoverAsync(new(wrong, RecoveryTarget.Point("any")), options, cancellationToken: Stop));
        Assert.StartsWith("pgbackrest ended with 75: ERROR: [075]: no backup set found to restore.", failure.Message);
        Assert.DoesNotContain("wrong", failure.Message);
        Assert.False(Directory.Exists(options.Folder));
    }

    [Fact]
    public async Task A_point_that_is_not_in_the_archive_is_said()
    {
        SkipWithoutProgram();
        var options = server.Options("unknown");
        await new PostgresRestorePoints(server.Cluster.ConnectionString()).SetAsync("known", Stop);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => SideCluster.RecoverAsync(new(server.Backup, RecoveryTarget.Point("unknown")), options, cancellationToken: Stop));
        Assert.Contains("Recovering to restore point 'unknown' from stanza 'main' of pgBackRest failed", failure.Message);
        Assert.Contains("recovery ended before configured recovery target was reached", failure.Message);
        Assert.False(Directory.Exists(options.Folder));
    }

    [Fact]
    public void A_backup_can_be_named()
    {
        var command = (new PgBackRest("main") { Set = "20260101-120000F" }).Bring(RecoveryTarget.Point("r"), "/side")[1].ToString();
        Assert.Equal(
            "pgbackrest --stanza=main --pg1-path=/side --tablespace-map-all=/side_tablespaces --archive-mode=off --process-max=2 --set=20260101-120000F --type=name --target=r --target-action=promote "
            + "--log-level-stderr=error restore",
            command);
    }
}
