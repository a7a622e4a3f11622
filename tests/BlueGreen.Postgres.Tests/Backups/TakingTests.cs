using System.Runtime.Versioning;
using System.Text;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Migrations.Reverting;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>Backups that are taken while users write.</summary>
[SupportedOSPlatform("linux")]
public sealed class TakingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_under_load_is_what_its_snapshot_was()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        await shop.OpenAsync(Stop);
        var said = new List<BackupStage>();
        var backup = await shop.Backups(options => options.Progress = new Told(progress => said.Add(progress.Stage))).TakeAsync(cancellationToken: Stop);
        Assert.NotNull(backup.VerifiedAt);
        var history = backup.Tables.Single(table => table.Table == "public.pgbench_history").Rows;
        Assert.True(history > 0 && history < await shop.QueryAsync<long>("select count(*) from pgbench_history"), $"{history} rows, and nobody wrote since");
        Assert.Equal(
            ["public.\"Odd Table\"", "public.empty", "public.part_1", "public.pgbench_accounts", "public.pgbench_branches", "public.pgbench_history", "public.pgbench_tellers"],
            backup.Tables.Select(table => table.Table).Order(StringComparer.Ordinal));
        Assert.Equal([BackupStage.Dumping, BackupStage.Counting, BackupStage.Keeping, BackupStage.Fetching, BackupStage.Restoring, BackupStage.Comparing], said.Distinct());
        Assert.Equal(2, (await shop.KeptAsync()).Length);
    }

    [Fact]
    public async Task A_manifest_says_what_was_dumped_and_with_what()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        await shop.Backups().TakeAsync(verify: false, Stop);
        var backup = Assert.Single(await shop.Backups().ListAsync(Stop));
        Assert.Equal(shop.Name, backup.Database);
        Assert.Null(backup.VerifiedAt);
        Assert.StartsWith("pg_dump (PostgreSQL) ", backup.ProgramVersion, StringComparison.Ordinal);
        Assert.Equal(await shop.QueryAsync<string>("select system_identifier::text from pg_control_system()"), backup.SystemIdentifier);
        Assert.True(await shop.QueryAsync<bool>($"select '{backup.Lsn}'::pg_lsn <= pg_current_wal_lsn()"));
        Assert.Equal(1, backup.Timeline);
        Assert.Contains(backup.Files, file => file is { Name: "toc.dat", Size: > 0, Sha256.Length: 64 });
    }

    [Fact]
    public async Task One_changed_byte_is_found()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backup = await shop.Backups().TakeAsync(verify: false, Stop);
        await ChangeAsync(shop, backup, content => content[content.Length / 2] ^= 1);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => shop.Backups().VerifyAsync(backup, Stop));
        Assert.Contains("is damaged", failure.Message);
        Assert.Null((await shop.Backups().FindAsync(backup.Name, Stop)).VerifiedAt);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop.Work));
    }

    [Fact]
    public async Task Half_an_archive_is_found()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backup = await shop.Backups().TakeAsync(verify: false, Stop);
        await ReplaceAsync(shop, backup, content => content[..(content.Length / 2)]);
        Assert.Contains("is damaged", (await Assert.ThrowsAsync<ProviderException>(() => shop.Backups().VerifyAsync(backup, Stop))).Message);
        await shop.Artifacts.DeleteAsync(new("shop", $"{backup.Name}.backup.tar"), Stop);
        Assert.Contains("is damaged: there is no artifact", (await Assert.ThrowsAsync<ProviderException>(() => shop.Backups().VerifyAsync(backup, Stop))).Message);
    }

    [Fact]
    public async Task What_comes_back_other_than_it_was_is_found()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backup = await shop.Backups().TakeAsync(verify: false, Stop);
        var other = backup with { Tables = [.. backup.Tables.Select(table => table with { Rows = table.Rows + 1 })] };
        Assert.Contains("100000 rows instead of 100001", (await Assert.ThrowsAsync<ProviderException>(() => shop.Backups().VerifyAsync(other, Stop))).Message);
    }

    [Fact]
    public async Task No_password_is_among_the_arguments()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        using var tools = new FakeTools().Listen("pg_dump").Listen("pg_restore");
        await shop.Backups(options => options.ProgramFolder = tools.Folder).TakeAsync(cancellationToken: Stop);
        var heard = await File.ReadAllTextAsync(tools.Heard, Stop);
        Assert.Contains("--snapshot=", heard);
        Assert.Contains("--exit-on-error", heard);
        Assert.DoesNotContain(PostgresServer.PostgresCluster.Password, heard);
    }

    [Fact]
    public async Task No_migration_runs_while_a_dump_does()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var runner = shop.Inner.Runner(Migrations.MigratedDatabase.Set(("1_a", "create table a ()")), options => options.WaitForOther = TimeSpan.Zero);
        ProviderException? refused = null;
        await shop.Backups(options => options.Progress = new Told(progress =>
        {
            if (progress is { Stage: BackupStage.Dumping, Done: 0 })
            {
                refused = Assert.ThrowsAsync<ProviderException>(() => runner.MigrateAsync(MigrationPhase.Expand, Stop)).GetAwaiter().GetResult();
            }
        })).TakeAsync(verify: false, Stop);
        Assert.Contains("(bluegreen backup)", refused!.Message);
        Assert.True((await runner.MigrateAsync(MigrationPhase.Expand, Stop)).Passed);
    }

    [Fact]
    public async Task No_dump_runs_while_migrations_do()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        await using var holder = await shop.Inner.ConnectAsync("a runner");
        await new Npgsql.NpgsqlCommand("select pg_advisory_lock(hashtextextended('BlueGreen migrations of bluegreen', 0))", holder).ExecuteNonQueryAsync(Stop);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => shop.Backups(options => options.WaitForMigrations = TimeSpan.Zero).TakeAsync(cancellationToken: Stop));
        Assert.True(refused.IsTransient);
        Assert.Contains("a runner", refused.Message);
        await shop.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_revert_is_backed_up_by_the_runner_that_reverts()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var runner = shop.Inner.Runner(("1_a", "create table a as select 7 as seven;\n-- @down\ndrop table a;"));
        await runner.MigrateAsync(MigrationPhase.Expand, Stop);
        var plan = await runner.PlanRevertAsync("1_a", Stop);
        var backups = shop.Backups();
        await runner.RevertAsync(plan, new RevertConfirmation(plan.Token, "ada", "why") { Backup = backups.BeforeRevertAsync }, Stop);
        Assert.Contains(Assert.Single(await backups.ListAsync(Stop)).Tables, table => table is { Table: "public.a", Rows: 1 });
    }

    [Fact]
    public async Task Old_backups_are_deleted()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backups = shop.Backups(options => options.Keep = 2);
        await backups.TakeAsync(verify: false, Stop);
        var second = await backups.TakeAsync(verify: false, Stop);
        var third = await backups.TakeAsync(verify: false, Stop);
        Assert.Equal([third.Name, second.Name], (await backups.ListAsync(Stop)).Select(backup => backup.Name));
        Assert.Equal(4, (await shop.KeptAsync()).Length);
    }

    [Fact]
    public async Task With_a_cipher_nothing_is_kept_in_the_clear()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        using var cipher = new AesCipher();
        var backup = await shop.Backups(options => options.Cipher = cipher).TakeAsync(cancellationToken: Stop);
        Assert.NotNull(backup.VerifiedAt);
        Assert.DoesNotContain("toc.dat", Encoding.Latin1.GetString(await ReadAsync(shop, backup)));
        var refused = await Assert.ThrowsAsync<ProviderException>(() => shop.Backups().VerifyAsync(backup, Stop));
        Assert.Contains("was kept with cipher 'aes key-1', and the options say no cipher", refused.Message);
        using var other = new AesCipher();
        Assert.Contains("is damaged", (await Assert.ThrowsAsync<ProviderException>(() => shop.Backups(options => options.Cipher = other).VerifyAsync(backup, Stop))).Message);
    }

    private static async Task<byte[]> ReadAsync(ShopDatabase shop, DatabaseBackup backup)
    {
        await using var stored = (await shop.Artifacts.OpenAsync(new("shop", $"{backup.Name}.backup.tar"), Stop))!;
        using var content = new MemoryStream();
        await stored.CopyToAsync(content, Stop);
        return content.ToArray();
    }

    private static Task ChangeAsync(ShopDatabase shop, DatabaseBackup backup, Action<byte[]> change) => ReplaceAsync(shop, backup, content =>
    {
        change(content);
        return content;
    });

    private static async Task ReplaceAsync(ShopDatabase shop, DatabaseBackup backup, Func<byte[], byte[]> change)
    {
        using var content = new MemoryStream(change(await ReadAsync(shop, backup)));
        await shop.Artifacts.WriteAsync(new("shop", $"{backup.Name}.backup.tar"), content, Stop);
    }
}
