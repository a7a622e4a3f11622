using System.Text.Json;

namespace BlueGreen.NetlifyTools.Tests;

public sealed class PrismTests
{
    [Fact]
    public async Task What_keeps_to_the_schema_passes_and_what_does_not_is_found()
    {
        await using var fixture = await PrismFixture.StartAsync();
        await fixture.DeployAsync("one");
        await fixture.DeployAsync("two");

        using var list = await fixture.SendAsync("GET", "sites/shop/deploys?state=ready&per_page=1");
        Assert.Empty(fixture.Prism.Violations);
        Assert.Contains(fixture.Prism.Address.Authority, Assert.Single(list.Headers.GetValues("Link")), StringComparison.Ordinal);

        using var bogus = await fixture.SendAsync("GET", "sites/shop/deploys?state=bogus");
        using var untyped = await fixture.SendAsync("POST", "sites/shop/deploys", new { draft = "maybe" });
        Assert.Equal(["request.query.state", "request.body.draft"], fixture.Prism.RequestViolations.Select(violation => violation.Location));
    }

    [Fact]
    public async Task The_emulator_answers_as_the_schema_says()
    {
        await using var fixture = await PrismFixture.StartAsync();
        var blue = await fixture.DeployAsync("blue");
        await fixture.DeployAsync("green", "green");

        await AskForSiteAsync(fixture, blue);
        await SplitAsync(fixture);
        await SetAsync(fixture);
        await NameAsync(fixture);

        // Netlify itself answers post_processing where its schema says post-processing.
        Assert.DoesNotContain(fixture.Prism.Violations, violation => !(violation.Code == "enum" && violation.Location.EndsWith(".scopes.3", StringComparison.Ordinal)));
    }

    private static async Task AskForSiteAsync(PrismFixture fixture, string deploy)
    {
        foreach (var path in (string[])["sites", "sites/shop", "sites/shop/deploys", "sites/shop/deployed-branches", "sites/shop/files", "sites/shop/files/index.html", "accounts", "user", $"deploys/{deploy}", "sites/shop/service-instances"])
        {
            await fixture.CallAsync("GET", path);
        }

        await fixture.CallAsync("POST", $"deploys/{deploy}/lock");
        await fixture.CallAsync("POST", $"deploys/{deploy}/unlock");
        var second = await fixture.DeployAsync("second");
        await fixture.CallAsync("POST", $"sites/shop/deploys/{deploy}/restore");
        await fixture.CallAsync("PUT", "sites/shop/rollback");
        await fixture.CallAsync("DELETE", $"sites/shop/deploys/{deploy}");
        await fixture.CallAsync("GET", $"sites/shop/deploys/{second}");
        var cancelled = await fixture.CallAsync("POST", "sites/shop/deploys", new { draft = true });
        await fixture.CallAsync("POST", $"deploys/{Id(cancelled)}/cancel");
    }

    private static async Task SplitAsync(PrismFixture fixture)
    {
        var split = Id(await fixture.CallAsync("POST", "sites/shop/traffic_splits", new { branch_tests = new { main = 50, green = 50 } }));
        await fixture.CallAsync("PUT", $"sites/shop/traffic_splits/{split}", new { branch_tests = new { main = 40, green = 60 } });
        await fixture.CallAsync("POST", $"sites/shop/traffic_splits/{split}/publish");
        await fixture.CallAsync("GET", "sites/shop/traffic_splits");
        await fixture.CallAsync("GET", $"sites/shop/traffic_splits/{split}");
        await fixture.CallAsync("POST", $"sites/shop/traffic_splits/{split}/unpublish");
    }

    private static async Task SetAsync(PrismFixture fixture)
    {
        var values = new[] { new { value = "1", context = "all" } };
        await fixture.CallAsync("POST", $"accounts/team/env?site_id={fixture.Site}", new[] { new { key = "A", values } });
        await fixture.CallAsync("GET", $"accounts/team/env?site_id={fixture.Site}&context_name=production");
        await fixture.CallAsync("PATCH", $"accounts/team/env/A?site_id={fixture.Site}", new { context = "dev", value = "2" });
        await fixture.CallAsync("PUT", $"accounts/team/env/A?site_id={fixture.Site}", new { key = "A", values });
        await fixture.CallAsync("GET", $"accounts/team/env/A?site_id={fixture.Site}");
        await fixture.CallAsync("DELETE", $"accounts/team/env/A?site_id={fixture.Site}");
        var hook = Id(await fixture.CallAsync("POST", "sites/shop/build_hooks", new { title = "nightly", branch = "main" }));
        await fixture.CallAsync("GET", "sites/shop/build_hooks");
        await fixture.CallAsync("DELETE", $"sites/shop/build_hooks/{hook}");
    }

    private static async Task NameAsync(PrismFixture fixture)
    {
        var zone = Id(await fixture.CallAsync("POST", "dns_zones", new { name = "example.com", site_id = fixture.Site }));
        var record = Id(await fixture.CallAsync("POST", $"dns_zones/{zone}/dns_records", new { type = "A", hostname = "www", value = "192.0.2.1", ttl = 60 }));
        await fixture.CallAsync("GET", "dns_zones");
        await fixture.CallAsync("GET", $"dns_zones/{zone}");
        await fixture.CallAsync("GET", $"dns_zones/{zone}/dns_records");
        await fixture.CallAsync("GET", $"dns_zones/{zone}/dns_records/{record}");
        await fixture.CallAsync("GET", "sites/shop/dns");
        await fixture.CallAsync("DELETE", $"dns_zones/{zone}/dns_records/{record}");
        await fixture.CallAsync("DELETE", $"dns_zones/{zone}");
        await fixture.CallAsync("POST", "purge", new { site_id = fixture.Site });
    }

    private static string Id(JsonElement element) => element.GetProperty("id").GetString()!;
}
