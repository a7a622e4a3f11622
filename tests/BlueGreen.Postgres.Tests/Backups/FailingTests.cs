using System.Diagnostics;
using System.Runtime.Versioning;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Tests.Fixtures;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>Backups that fail say why, and leave nothing behind.</summary>
[SupportedOSPlatform("linux")]
public sealed class FailingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_program()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        using var tools = new FakeTools();
        Assert.Contains("cannot be started", await FailAsync(shop, options => options.ProgramFolder = tools.Folder));
    }

    [Theory]
    [InlineData("13.4")]
    [InlineData("99.1 (Debian 99.1-1)")]
    public async Task With_programs_of_another_version(string version)
    {
        await using var shop = await ShopDatabase.CreateAsync();
        using var tools = new FakeTools().Add("pg_dump", $"echo 'pg_dump (PostgreSQL) {version}'").Add("pg_restore", "exit 0");
        Assert.Contains($"says 'pg_dump (PostgreSQL) {version}'", await FailAsync(shop, options => options.ProgramFolder = tools.Folder));
    }

    [Fact]
    public async Task On_a_full_disk()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 1);
        Assert.SkipWhen(disk is null, "Mounting a small disk needs root.");
        await using var shop = await ShopDatabase.CreateAsync();
        await shop.Inner.ExecuteAsync("create table noise as select md5(i::text) as a, md5((-i)::text) as b from generate_series(1, 100000) i");
        Assert.Contains("No space left on device", await FailAsync(shop, options => options.WorkFolder = disk.Folder));
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Folder));
    }

    [Fact]
    public async Task When_pg_dump_is_killed()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        await shop.Inner.ExecuteAsync("create table noise as select md5(i::text) as a, md5((-i)::text) as b from generate_series(1, 1000000) i");
        var killed = 0;
        var said = await FailAsync(shop, options => options.Progress = new Told(progress =>
        {
            if (progress is { Stage: BackupStage.Dumping, Done: 1 })
            {
                Leader(shop.Work).Kill();
                killed++;
            }
        }));
        Assert.Equal(1, killed);
        Assert.Contains("pg_dump was killed", said);
    }

    [Fact]
    public async Task When_it_is_called_off()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        foreach (var stage in new[] { BackupStage.Dumping, BackupStage.Counting, BackupStage.Keeping, BackupStage.Fetching, BackupStage.Restoring, BackupStage.Comparing })
        {
            using var here = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var backups = shop.Backups(options => options.Progress = new Told(progress =>
            {
                if (progress.Stage == stage)
                {
                    here.Cancel();
                }
            }));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backups.TakeAsync(cancellationToken: here.Token));
            await shop.AssertNothingIsLeftAsync();
        }
    }

    [Fact]
    public async Task What_a_process_that_was_killed_left_goes_with_the_next_backup()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var left = Directory.CreateDirectory(Path.Combine(shop.Work, "bluegreen-backup-left"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "lock"), "", Stop);
        await shop.Cluster.ExecuteAsync("create database bluegreen_verify_left");
        await shop.Cluster.ExecuteAsync($$"""comment on database bluegreen_verify_left is 'BlueGreen: {"name":"bluegreen_verify_left","state":"Restoring","beside":"{{shop.Name}}","backup":"one"}'""");
        await shop.Backups().TakeAsync(cancellationToken: Stop);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop.Work));
        Assert.False(await shop.QueryAsync<bool>("select exists (select from pg_database where datname = 'bluegreen_verify_left')"));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_all_named()
    {
        var options = new PostgresBackupOptions { Jobs = 0, Keep = 0 };
        var wrong = Assert.Throws<ArgumentException>(() => new PostgresSnapshots("Host=x", options));
        Assert.Contains("Jobs: ", wrong.Message);
        Assert.Contains("Keep: ", wrong.Message);
    }

    private static async Task<string> FailAsync(ShopDatabase shop, Action<PostgresBackupOptions> configure)
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(() => shop.Backups(configure).TakeAsync(cancellationToken: Stop));
        await shop.AssertNothingIsLeftAsync();
        return failure.Message;
    }

    /// <summary>The pg_dump that this process started, by the folder that it writes to.</summary>
    private static Process Leader(string folder) => Process.GetProcessesByName("pg_dump").Single(process =>
        File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(folder, StringComparison.Ordinal)
        && File.ReadAllText($"/proc/{process.Id}/status").Contains($"PPid:\t{Environment.ProcessId}\n", StringComparison.Ordinal));
}
