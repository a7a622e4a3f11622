using System.Net;

namespace BlueGreen.NetlifyEmulator.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task Variables_are_created_read_replaced_and_deleted()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var site = fixture.Site.Id;
        object[] variables =
        [
            new { key = "A", values = new[] { new { value = "1", context = "production" }, new { value = "2", context = "dev" } } },
            new { key = "S", is_secret = true, values = new[] { new { value = "hush", context = "all" } } },
        ];

        using var created = await fixture.Api.SendAsync("POST", $"accounts/team/env?site_id={site}", variables);
        using var duplicate = await fixture.Api.SendAsync("POST", $"accounts/team/env?site_id={site}", variables);
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity], [created.StatusCode, duplicate.StatusCode]);
        var production = await fixture.Api.JsonAsync("GET", $"accounts/team/env?site_id={site}&context_name=production");
        Assert.Equal("1", Assert.Single(production[0].GetProperty("values").EnumerateArray()).GetProperty("value").GetString());
        Assert.Equal("", production[1].GetProperty("values")[0].GetProperty("value").GetString());
        Assert.Equal(0, (await fixture.Api.JsonAsync("GET", "accounts/team/env")).GetArrayLength());

        using var patched = await fixture.Api.SendAsync("PATCH", $"accounts/team/env/A?site_id={site}", new { context = "dev", value = "3" });
        Assert.Equal(HttpStatusCode.Created, patched.StatusCode);
        var all = await fixture.Api.JsonAsync("GET", $"accounts/team/env/A?site_id={site}");
        Assert.Equal(["1", "3"], all.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString()));
        await fixture.Api.JsonAsync("PUT", $"accounts/team/env/A?site_id={site}", new { key = "A", values = new[] { new { value = "4", context = "all" } } });

        using var deleted = await fixture.Api.SendAsync("DELETE", $"accounts/team/env/A?site_id={site}");
        using var gone = await fixture.Api.SendAsync("GET", $"accounts/team/env/A?site_id={site}");
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], [deleted.StatusCode, gone.StatusCode]);
    }

    [Fact]
    public async Task Records_are_made_and_deleted()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var zone = (await fixture.Api.JsonAsync("POST", "dns_zones", new { name = "example.com", site_id = fixture.Site.Id })).GetProperty("id").GetString();

        var record = await fixture.Api.JsonAsync("POST", $"dns_zones/{zone}/dns_records", new { type = "CNAME", hostname = "www", value = "shop.example.net" });
        using var refused = await fixture.Api.SendAsync("POST", $"dns_zones/{zone}/dns_records", new { type = "NONE", hostname = "www", value = "x" });

        Assert.Equal("www.example.com", record.GetProperty("hostname").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var deleted = await fixture.Api.SendAsync("DELETE", $"dns_zones/{zone}/dns_records/{record.GetProperty("id").GetString()}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(0, (await fixture.Api.JsonAsync("GET", $"dns_zones/{zone}/dns_records")).GetArrayLength());
    }

    [Fact]
    public async Task A_purge_tells_apart_all_and_nothing()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        using var all = await fixture.Api.SendAsync("POST", "purge", new { site_id = fixture.Site.Id });
        using var none = await fixture.Api.SendAsync("POST", "purge", new { site_slug = "shop", cache_tags = Array.Empty<string>() });
        using var bad = await fixture.Api.SendAsync("POST", "purge", new { cache_tags = new[] { "a" } });

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.BadRequest], [all.StatusCode, none.StatusCode, bad.StatusCode]);
        Assert.Null(fixture.Netlify.Purges[0].CacheTags);
        Assert.Equal([], fixture.Netlify.Purges[1].CacheTags);
    }
}
