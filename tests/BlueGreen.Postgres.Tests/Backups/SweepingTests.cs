using BlueGreen.Postgres.Backups.Beside;
using BlueGreen.Postgres.Tests.Backups.Killing;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>What is found and dropped beside a database, and what never is.</summary>
public sealed class SweepingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_is_certainly_ours_is_dropped()
    {
        await using var shop = await SmallShop.CreateAsync();
        await CreateAsync(shop, "db0_restored_1126_140000_0123abcd", Mark("db0_restored_1126_140000_0123abcd", "Restoring"));
        await CreateAsync(shop, "bluegreen_verify_0123456789abcdef0123456", Mark("bluegreen_verify_0123456789abcdef0123456", "Restoring"));
        await CreateAsync(shop, "db0_restored_1126_150000_0123abcd", null, "allow_connections false connection limit 0");
        await CreateAsync(shop, "bluegreen_verify_0123456789abcdef6543210", null, "allow_connections false connection limit 0");
        string[] others =
        [
            await CreateAsync(shop, "db0_restored_1126_160000_0123abcd", null),
            await CreateAsync(shop, "bluegreen_verify_by_hand", null, "allow_connections false connection limit 0"),
            await CreateAsync(shop, "db0_restored_1126_170000_0123abcd", null, "allow_connections false"),
            await CreateAsync(shop, "db0_restored_1126_180000_0123abcd", "mine", "allow_connections false connection limit 0"),
            await CreateAsync(shop, "other_restored_1126_140000_0123abcd", null, "allow_connections false connection limit 0"),
            await CreateAsync(shop, "renamed_since", Mark("db0_restored_1126_190000_0123abcd", "Restoring")),
            await CreateAsync(shop, "of_another", Mark("of_another", "Restoring", beside: "db1")),
            await CreateAsync(shop, "whole", Mark("whole", "Whole")),
            await CreateAsync(shop, "former", Mark("former", "Former")),
            await CreateAsync(shop, "garbage", "BlueGreen: {no mark"),
            shop.Name,
        ];
        Assert.Equal(
            ["bluegreen_verify_0123456789abcdef0123456", "bluegreen_verify_0123456789abcdef6543210", "db0_restored_1126_140000_0123abcd", "db0_restored_1126_150000_0123abcd"],
            (await shop.Backups.SweepAsync(Stop)).Order(StringComparer.Ordinal));
        Assert.Equal(others.Order(StringComparer.Ordinal), (await shop.DatabasesAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(["former: former, of one", "whole: whole, of one"], (await shop.Backups.FindCopiesAsync(Stop)).Select(copy => copy.ToString()));
        Assert.Empty(await shop.Backups.SweepAsync(Stop));
    }

    [Fact]
    public async Task What_a_living_process_restores_is_left_alone()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        var copied = new List<FoundCopy>();
        await using var wire = new HeardWire(shop.Cluster.Port, async (moment, stop) =>
        {
            if (moment is { Application: "bluegreen restore", IsAnswered: true } && moment.Sql.StartsWith("COPY", StringComparison.Ordinal) && copied.Count == 0)
            {
                Assert.Empty(await shop.Backups.SweepAsync(stop));
                copied.AddRange(await shop.Backups.FindCopiesAsync(stop));
                await Assert.ThrowsAsync<ProviderException>(() => shop.Backups.DropAsync(new(copied[0].Name, backup), stop));
            }
        });
        using var process = shop.Host.Start(wire.Port, jobs: 2, "restore", backup.Name);
        var error = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, error);
        Assert.Equal(CopyState.Restoring, copied[0].State);
        Assert.Equal(CopyState.Whole, Assert.Single(await shop.Backups.FindCopiesAsync(Stop)).State);
    }

    [Fact]
    public async Task Nothing_but_a_copy_is_dropped_as_a_copy()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        await CreateAsync(shop, "of_somebody", null);
        await CreateAsync(shop, "former", Mark("former", "Former"));
        foreach (var (name, why) in new[] { (shop.Name, "does not say that BlueGreen made it"), ("of_somebody", "does not say that BlueGreen made it"), ("former", "it served as db0") })
        {
            var refused = await Assert.ThrowsAsync<ProviderException>(() => shop.Backups.DropAsync(new(name, backup), Stop));
            Assert.Contains($"'{name}' was not dropped", refused.Message);
            Assert.Contains(why, refused.Message);
        }

        await shop.Backups.DropAsync(new("nowhere", backup), Stop);
        Assert.Equal(["db0", "former", "of_somebody"], await shop.DatabasesAsync());
    }

    [Fact]
    public async Task No_table_comes_back_out_of_half_a_copy()
    {
        await using var shop = await SmallShop.CreateAsync();
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        await CreateAsync(shop, "half", Mark("half", "Restoring"));
        Assert.Contains("is no whole copy", (await Assert.ThrowsAsync<ProviderException>(() => shop.Backups.ReturnTableAsync(new("half", backup), "public.purchase", Stop))).Message);
    }

    [Theory]
    [InlineData("a_database_with_a_name_of_63_bytes_which_is_the_most_that_fits_")]
    [InlineData("größenordnungsmäßig_überlange_datenbänke_für_äußerst_b")]
    public async Task Names_that_fill_all_the_room_do(string name)
    {
        await using var shop = await SmallShop.CreateAsync(name);
        var backup = await shop.Backups.TakeAsync(cancellationToken: Stop);
        var copy = await shop.Backups.RestoreBesideAsync(backup, Stop);
        var plan = await shop.Backups.PlanSwapAsync(copy, Stop);
        var aside = await shop.Backups.SwapAsync(plan, plan.Token, Stop);
        Assert.Equal(new[] { aside, shop.Name }.Order(StringComparer.Ordinal), (await shop.DatabasesAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(await shop.RowsAsync(aside), await shop.RowsAsync());
    }

    private static async Task<string> CreateAsync(SmallShop shop, string name, string? comment, string options = "")
    {
        await shop.Cluster.ExecuteAsync($"create database {name} {options}");
        if (comment is not null)
        {
            await shop.Cluster.ExecuteAsync($"comment on database {name} is '{comment}'");
        }

        return name;
    }

    private static string Mark(string name, string state, string beside = "db0") => $$"""BlueGreen: {"name":"{{name}}","state":"{{state}}","beside":"{{beside}}","backup":"one"}""";
}
