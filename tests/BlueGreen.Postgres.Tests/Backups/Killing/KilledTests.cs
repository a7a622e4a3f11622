using System.Text.RegularExpressions;
using BlueGreen.Postgres.Backups.Beside;
using BlueGreen.Postgres.Backups.Swapping;

namespace BlueGreen.Postgres.Tests.Backups.Killing;

/// <summary>Processes that are killed by SIGKILL in the middle of a restore or a swap: the database that serves is never in between, and the next call ends well.</summary>
public sealed partial class KilledTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restore_at_every_place()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        var rows = await shop.RowsAsync();
        var deaths = new Deaths(shop.Host, shop.Cluster) { At = Writing() };
        while (await deaths.RunAsync(Stop, "restore", backup.Name) is { } place)
        {
            await shop.UntilGoneAsync(Stop);
            Assert.Equal(rows, await shop.RowsAsync());
            var found = await shop.Backups.FindCopiesAsync(Stop);
            Assert.True(found.All(copy => copy.State is CopyState.Abandoned or CopyState.Whole), $"{place}: {string.Join(", ", found)}");
            Assert.Equal((await shop.DatabasesAsync()).Length - 1, found.Length);
        }

        output.WriteLine(string.Join('\n', deaths.Places));
        Assert.All(["create database", "comment on database", "alter database \"db0_restored\" allow", "pg_restore's COPY", "pg_restore's ALTER TABLE", "count(*)"], place => Assert.Contains(deaths.Places, one => one.Contains(place, StringComparison.Ordinal)));
        await EndsCleanAsync(shop);
    }

    [Fact]
    public async Task A_proof_at_every_place()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        var deaths = new Deaths(shop.Host, shop.Cluster) { At = Making() };
        while (await deaths.RunAsync(Stop, "verify", backup.Name) is not null)
        {
            await shop.UntilGoneAsync(Stop);
            Assert.All(await shop.Backups.FindCopiesAsync(Stop), copy => Assert.Equal(CopyState.Abandoned, copy.State));
        }

        output.WriteLine(string.Join('\n', deaths.Places));
        Assert.True(deaths.Places.Count >= 8, $"{deaths.Places.Count} deaths");
        Assert.NotNull((await shop.Backups.FindAsync(backup.Name, Stop)).VerifiedAt);
        await EndsCleanAsync(shop);
    }

    [Fact]
    public async Task A_swap_at_every_statement()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        var deaths = new Deaths(shop.Host, shop.Cluster) { At = Swapping() };
        var done = 0;
        while (true)
        {
            var copy = await shop.Backups.RestoreBesideAsync(backup, Stop);
            await shop.ExecuteAsync("update customer set name = name || '!' where id = 7; delete from purchase where id = 8");
            var plan = await shop.Backups.PlanSwapAsync(copy, Stop);
            var (live, beside) = (await shop.OidAsync(shop.Name), await shop.OidAsync(copy.Name));
            var (now, then) = (await shop.RowsAsync(), await shop.RowsAsync(copy.Name));
            Assert.NotEqual(now, then);
            var place = await deaths.RunAsync(Stop, "swap", backup.Name, copy.Name);
            await shop.UntilGoneAsync(Stop);
            var isDone = await shop.OidAsync(shop.Name) == beside;
            Assert.Equal(isDone ? then : now, await shop.RowsAsync());
            Assert.Equal(isDone ? 0u : beside, await shop.OidAsync(copy.Name));
            Assert.True(isDone || await shop.OidAsync(shop.Name) == live, $"killed {place}, neither the one nor the other serves");
            done += isDone ? 1 : 0;
            var aside = await shop.Backups.SwapAsync(plan, plan.Token, Stop);
            Assert.Equal((beside, live), (await shop.OidAsync(shop.Name), await shop.OidAsync(aside)));
            Assert.Equal((then, now), (await shop.RowsAsync(), await shop.RowsAsync(aside)));
            Assert.Contains($"is '{aside}'", (await Assert.ThrowsAsync<SwapRefusedException>(() => shop.Backups.PlanSwapAsync(copy, Stop))).Message);
            if (place is null)
            {
                break;
            }
        }

        output.WriteLine(string.Join('\n', deaths.Places));
        Assert.All(["BEGIN", "alter database \"db0\" rename to \"db0_before\"", "alter database \"db0_restored\" rename to \"db0\"", "comment on database", "COMMIT"], place => Assert.Contains(deaths.Places, one => one.Contains(place, StringComparison.Ordinal)));
        Assert.True(done > 1, "no process was killed after the swap and before its end");
    }

    [Fact]
    public async Task A_pg_restore_that_goes_on_alone_is_ended_with_the_next_restore()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        await using (await Orphan.LeaveAsync(shop, moment => moment is { Application: "bluegreen restore", IsAnswered: false } && moment.Sql.StartsWith("COPY", StringComparison.Ordinal), "restore", backup.Name))
        {
            var left = Assert.Single(await shop.Backups.FindCopiesAsync(Stop));
            Assert.Equal(CopyState.Abandoned, left.State);
            var copy = await shop.Backups.RestoreBesideAsync(backup, Stop);
            await shop.Host.UntilProgramsEndedAsync(Stop);
            Assert.Equal(new(copy.Name, CopyState.Whole, backup.Name), Assert.Single(await shop.Backups.FindCopiesAsync(Stop)));
            Assert.Equal(await shop.RowsAsync(), await shop.RowsAsync(copy.Name));
        }
    }

    [Fact]
    public async Task A_pg_restore_that_goes_on_alone_keeps_no_table_from_coming_back()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        var rows = await shop.RowsAsync();
        var copy = await shop.Backups.RestoreBesideAsync(backup, Stop);
        await shop.ExecuteAsync("drop table purchase");
        await using (await Orphan.LeaveAsync(shop, moment => !moment.IsAnswered && moment.Sql.StartsWith("ALTER TABLE ONLY", StringComparison.Ordinal), "return", backup.Name, copy.Name, "public.purchase"))
        {
            Assert.False(await shop.Cluster.QueryAsync<bool>("select to_regclass('purchase') is not null", shop.Name));
            await shop.Backups.ReturnTableAsync(copy, "public.purchase", Stop);
            Assert.Equal(rows, await shop.RowsAsync());
            await shop.Host.UntilProgramsEndedAsync(Stop);
        }
    }

    [Fact]
    public async Task A_pg_dump_that_goes_on_alone_is_ended_with_the_next_backup()
    {
        await using var shop = await SmallShop.CreateAsync();
        await using (await Orphan.LeaveAsync(shop, moment => moment is { IsAnswered: false } && moment.Sql.StartsWith("COPY", StringComparison.Ordinal), "take"))
        {
            Assert.True(await shop.Cluster.QueryAsync<bool>("select exists (select from pg_locks where mode = 'AccessShareLock' and relation = 'purchase'::regclass)", shop.Name));
            Assert.NotNull((await shop.Backups.TakeAsync(cancellationToken: Stop)).VerifiedAt);
            await shop.Host.UntilProgramsEndedAsync(Stop);
            await shop.UntilAsync("not exists (select from pg_stat_activity where application_name like 'bluegreen %')", Stop);
        }
    }

    /// <summary>After all that, a restore ends well, whole copies are dropped by hand, and nothing else is left.</summary>
    private static async Task EndsCleanAsync(SmallShop shop)
    {
        await shop.UntilGoneAsync(Stop);
        await shop.Backups.SweepAsync(Stop);
        foreach (var copy in await shop.Backups.FindCopiesAsync(Stop))
        {
            Assert.Equal(CopyState.Whole, copy.State);
            await shop.Backups.DropAsync(new(copy.Name, await shop.Backups.FindAsync(copy.Backup!, Stop)), Stop);
        }

        Assert.Equal([shop.Name], await shop.DatabasesAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop.Host.Work));
    }

    [GeneratedRegex("^(create|comment|alter|drop|copy|revoke|grant)|; comment on|from only ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Writing();

    [GeneratedRegex("^(create|comment|alter|drop) (on )?database", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Making();

    [GeneratedRegex("^(begin transaction isolation level read committed|alter|comment|commit)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Swapping();
}
