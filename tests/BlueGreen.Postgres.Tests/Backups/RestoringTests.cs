using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Backups.Beside;
using BlueGreen.Postgres.Backups.Swapping;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>The way back, and what it must never do.</summary>
public sealed class RestoringTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_takes_the_place_of_the_database_with_its_settings_and_the_former_one_is_kept()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        await shop.Inner.ExecuteAsync($"alter database {shop.Name} set search_path = public, pg_temp; alter database {shop.Name} set work_mem = '7MB'; create role reader_{shop.Name}; grant temp on database {shop.Name} to reader_{shop.Name}; grant select on pgbench_tellers to reader_{shop.Name}");
        await shop.OpenAsync(Stop);
        var backups = shop.Backups();
        var backup = await backups.TakeAsync(verify: false, Stop);
        var copy = await backups.RestoreBesideAsync(backup, Stop);
        await shop.CloseAsync();
        await shop.Inner.ExecuteAsync("delete from pgbench_accounts where aid <= 1000");
        var written = await shop.QueryAsync<long>("select count(*) from pgbench_history") - RowsOf(backup, "public.pgbench_history");
        var plan = await backups.PlanSwapAsync(copy, Stop);
        Assert.Equal(written, plan.Losses.Single(loss => loss.Table == "public.pgbench_history").Lost);
        Assert.True(plan.Losses.Single(loss => loss.Table == "public.pgbench_accounts").Returning >= 1000);
        var aside = await backups.SwapAsync(plan, plan.Token, Stop);
        Assert.Equal(100_000, await shop.QueryAsync<long>("select count(*) from pgbench_accounts"));
        Assert.Equal(99_000, await shop.Cluster.QueryAsync<long>("select count(*) from pgbench_accounts", aside));
        Assert.Equal("7MB", await shop.QueryAsync<string>("show work_mem"));
        Assert.Equal("public, pg_temp", await shop.QueryAsync<string>("show search_path"));
        Assert.True(await shop.QueryAsync<bool>($"select has_database_privilege('reader_{shop.Name}', current_database(), 'temp') and has_table_privilege('reader_{shop.Name}', 'pgbench_tellers', 'select')"));
    }

    [Fact]
    public async Task A_swap_under_load_loses_no_more_than_it_says()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backups = shop.Backups();
        var backup = await backups.TakeAsync(verify: false, Stop);
        var copy = await backups.RestoreBesideAsync(backup, Stop);
        await shop.OpenAsync(Stop);
        await shop.Inner.UntilAsync("select count(*) > 200 from pgbench_history", Stop);
        var plan = await backups.PlanSwapAsync(copy, Stop);
        var aside = await backups.SwapAsync(plan, plan.Token, Stop);
        Assert.Equal(0, await shop.QueryAsync<long>("select count(*) from pgbench_history"));
        Assert.True(await shop.Cluster.QueryAsync<long>("select count(*) from pgbench_history", aside) >= plan.LostRows / 4);
    }

    [Fact]
    public async Task Wrong_and_stale_tokens_are_refused()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backups = shop.Backups();
        var copy = await backups.RestoreBesideAsync(await backups.TakeAsync(verify: false, Stop), Stop);
        var plan = await backups.PlanSwapAsync(copy, Stop);
        Assert.Contains("and lose nothing", plan.Token);
        Assert.Contains("does not confirm", (await Assert.ThrowsAsync<SwapRefusedException>(() => backups.SwapAsync(plan, "yes", Stop))).Message);
        await shop.Inner.ExecuteAsync("insert into pgbench_history values (1, 1, 1, 1)");
        var stale = await Assert.ThrowsAsync<SwapRefusedException>(() => backups.SwapAsync(plan, plan.Token, Stop));
        Assert.Contains("and lose 1 rows of public.pgbench_history", stale.Message);
        Assert.Equal(1, await shop.QueryAsync<long>("select count(*) from pgbench_history"));
        await backups.DropAsync(copy, Stop);
    }

    [Fact]
    public async Task No_swap_ends_migrations_that_run()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backups = shop.Backups();
        var copy = await backups.RestoreBesideAsync(await backups.TakeAsync(verify: false, Stop), Stop);
        var plan = await backups.PlanSwapAsync(copy, Stop);
        await using (var runner = await shop.Inner.ConnectAsync("a runner"))
        {
            await new Npgsql.NpgsqlCommand("select pg_advisory_lock(hashtextextended('BlueGreen migrations of bluegreen', 0))", runner).ExecuteNonQueryAsync(Stop);
            var refused = await Assert.ThrowsAsync<SwapRefusedException>(() => backups.SwapAsync(plan, plan.Token, Stop));
            Assert.Contains("(a runner)", refused.Message);
            await new Npgsql.NpgsqlCommand("select 1", runner).ExecuteNonQueryAsync(Stop);
        }

        await backups.DropAsync(copy, Stop);
    }

    [Fact]
    public async Task What_was_not_restored_to_its_end_is_never_swapped_in()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backup = await shop.Backups().TakeAsync(verify: false, Stop);
        var half = new RestoredCopy($"{shop.Name}_half", backup);
        await shop.Cluster.CreateDatabaseAsync(half.Name);
        Assert.Contains("is no whole copy", (await Assert.ThrowsAsync<SwapRefusedException>(() => shop.Backups().PlanSwapAsync(half, Stop))).Message);
    }

    [Fact]
    public async Task A_swap_whose_session_dies_in_the_middle_changes_nothing()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backups = shop.Backups();
        var copy = await backups.RestoreBesideAsync(await backups.TakeAsync(verify: false, Stop), Stop);
        var plan = await backups.PlanSwapAsync(copy, Stop);
        await using var holder = await HoldAsync(shop, copy);
        var swapping = backups.SwapAsync(plan, plan.Token, Stop);
        while (!await shop.Cluster.QueryAsync<bool>("select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like 'alter database \"%_restored_% rename%')"))
        {
            await Task.Delay(20, Stop);
        }

        await shop.Cluster.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like 'alter database \"%_restored_% rename%'");
        await Assert.ThrowsAsync<ProviderException>(() => swapping);
        await holder.DisposeAsync();
        Assert.Equal(100_000, await shop.QueryAsync<long>("select count(*) from pgbench_accounts"));
        Assert.Equal(2, await shop.QueryAsync<long>($"select count(*) from pg_database where datname in ('{shop.Name}', '{copy.Name}')"));
    }

    [Fact]
    public async Task A_table_that_was_dropped_comes_back_alone()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backups = shop.Backups();
        var copy = await backups.RestoreBesideAsync(await backups.TakeAsync(verify: false, Stop), Stop);
        await shop.Inner.ExecuteAsync("drop table pgbench_accounts; update pgbench_tellers set tbalance = 77");
        await backups.ReturnTableAsync(copy, "public.pgbench_accounts", Stop);
        Assert.Equal(100_000, await shop.QueryAsync<long>("select count(*) from pgbench_accounts"));
        Assert.Equal(77, await shop.QueryAsync<int>("select max(tbalance) from pgbench_tellers"));
        var refused = await Assert.ThrowsAsync<ProviderException>(() => backups.ReturnTableAsync(copy, "public.pgbench_accounts", Stop));
        Assert.Contains("already exists", refused.Message);
    }

    [Fact]
    public async Task A_damaged_backup_leaves_no_copy()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        var backup = await shop.Backups().TakeAsync(verify: false, Stop);
        var other = backup with { Tables = [.. backup.Tables.Select(table => table with { Rows = table.Rows + 1 })] };
        await Assert.ThrowsAsync<ProviderException>(() => shop.Backups().RestoreBesideAsync(other, Stop));
        Assert.Equal(0, await shop.QueryAsync<long>($"select count(*) from pg_database where datname like '{shop.Name}\\_restored%'"));
    }

    private static long RowsOf(DatabaseBackup backup, string table) => backup.Tables.Single(one => one.Table == table).Rows;

    /// <summary>A transaction that holds the copy, so that the second rename waits when the first is done.</summary>
    private static async Task<Npgsql.NpgsqlConnection> HoldAsync(ShopDatabase shop, RestoredCopy copy)
    {
        var holder = new Npgsql.NpgsqlConnection($"{shop.Cluster.ConnectionString()};Pooling=false");
        await holder.OpenAsync(Stop);
        await new Npgsql.NpgsqlCommand($"begin; comment on database \"{copy.Name}\" is 'held'", holder).ExecuteNonQueryAsync(Stop);
        return holder;
    }
}
