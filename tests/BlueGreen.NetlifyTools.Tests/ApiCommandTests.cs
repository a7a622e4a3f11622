using System.Text.Json;

namespace BlueGreen.NetlifyTools.Tests;

public sealed class ApiCommandTests
{
    [Fact]
    public async Task Deploys_are_listed_read_restored_locked_rolled_back_and_deleted()
    {
        await using var fixture = await CommandFixture.StartAsync();
        var blue = await fixture.SeedAsync("blue");
        var green = await fixture.SeedAsync("green");
        var old = await fixture.SeedAsync("old", "branch");

        var list = await fixture.CallAsync("listSiteDeploys", new { site_id = "shop", production = true });
        Assert.Equal([green.Id, blue.Id], list.EnumerateArray().Select(Id));
        Assert.Equal("ready", (await fixture.CallAsync("getSiteDeploy", new { site_id = "shop", deploy_id = green.Id })).GetProperty("state").GetString());

        await fixture.CallAsync("restoreSiteDeploy", new { site_id = "shop", deploy_id = blue.Id });
        Assert.Equal("blue", await fixture.ReadAsync(fixture.Site.Address));
        Assert.True((await fixture.CallAsync("lockDeploy", new { deploy_id = blue.Id })).GetProperty("locked").GetBoolean());
        await fixture.CallAsync("unlockDeploy", new { deploy_id = blue.Id });
        Assert.Equal(blue.Id, Id((await fixture.CallAsync("getSite", new { site_id = "shop" })).GetProperty("published_deploy")));

        Assert.Equal("", (await fixture.CallAsync("rollbackSiteDeploy", new { site_id = "shop" })).GetString());
        Assert.Equal("green", await fixture.ReadAsync(fixture.Site.Address));
        Assert.Equal("", (await fixture.CallAsync("deleteSiteDeploy", new { site_id = "shop", deploy_id = old.Id })).GetString());
        Assert.Equal(2, (await fixture.CallAsync("listSiteDeploys", new { site_id = "shop" })).GetArrayLength());
    }

    [Fact]
    public async Task A_split_test_is_made_changed_and_ended()
    {
        await using var fixture = await CommandFixture.StartAsync(hasBranchDeploys: true);
        await fixture.SeedAsync("blue");
        await fixture.SeedAsync("green", "green");

        var split = Id(await fixture.CallAsync("createSplitTest", new { site_id = "shop", body = new { branch_tests = new { main = 100, green = 0 } } }));
        await fixture.CallAsync("updateSplitTest", new { site_id = "shop", split_test_id = split, body = new { branch_tests = new { main = 0, green = 100 } } });
        Assert.Equal("", (await fixture.CallAsync("enableSplitTest", new { site_id = "shop", split_test_id = split })).GetString());
        Assert.Equal("green", await fixture.ReadAsync(fixture.Site.Address));

        await fixture.CallAsync("disableSplitTest", new { site_id = "shop", split_test_id = split });
        Assert.Equal("blue", await fixture.ReadAsync(fixture.Site.Address));
        Assert.False(Assert.Single((await fixture.CallAsync("getSplitTests", new { site_id = "shop" })).EnumerateArray()).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task Variables_records_and_the_cache_are_within_reach()
    {
        await using var fixture = await CommandFixture.StartAsync();
        var site = fixture.Site.Id;
        var variable = new { key = "MODE", values = new[] { new { value = "calm", context = "all" } } };

        await fixture.CallAsync("createEnvVars", new { account_id = "team", site_id = site, body = new[] { variable } });
        var read = await fixture.CallAsync("getEnvVars", new { account_id = "team", site_id = site });
        Assert.Equal("calm", read[0].GetProperty("values")[0].GetProperty("value").GetString());
        await fixture.CallAsync("deleteEnvVar", new { account_id = "team", key = "MODE", site_id = site });

        var zone = Id(await fixture.CallAsync("createDnsZone", new { body = new { account_slug = "team", name = "example.com", site_id = site } }));
        await fixture.CallAsync("createDnsRecord", new { zone_id = zone, body = new { type = "A", hostname = "www", value = "192.0.2.1", ttl = 60 } });
        Assert.Equal("www.example.com", Assert.Single((await fixture.CallAsync("getDnsRecords", new { zone_id = zone })).EnumerateArray()).GetProperty("hostname").GetString());

        await fixture.CallAsync("purgeCache", new { body = new { site_id = site } });
        Assert.Null(Assert.Single(fixture.Netlify.Purges).CacheTags);
    }

    private static string Id(JsonElement element) => element.GetProperty("id").GetString()!;
}
