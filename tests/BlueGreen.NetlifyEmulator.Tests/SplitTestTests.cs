using System.Net;
using System.Text.Json;

namespace BlueGreen.NetlifyEmulator.Tests;

public sealed class SplitTestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_split_sends_visitors_where_their_number_says()
    {
        await using var fixture = await StartAsync();
        var id = await SplitAsync(fixture, 90, 10);
        using var published = await fixture.Api.SendAsync("POST", $"sites/shop/traffic_splits/{id}/publish");

        var green = 0;
        for (var visit = 0; visit < 200; visit++)
        {
            green += await fixture.Api.ReadAsync(fixture.Site.Address) == "green" ? 1 : 0;
        }

        Assert.Equal(HttpStatusCode.NoContent, published.StatusCode);
        Assert.InRange(green, 5, 40);
        Assert.Equal("blue", await fixture.Api.ReadAsync(fixture.Site.Address, "nf_ab=0.5"));
        Assert.Equal("green", await fixture.Api.ReadAsync(fixture.Site.Address, "nf_ab=0.95"));
        Assert.Equal("green", await fixture.Api.ReadAsync(fixture.Site.Address, "nf_ab=green"));
    }

    [Fact]
    public async Task A_new_visitor_gets_a_number_to_keep()
    {
        await using var fixture = await StartAsync();
        var id = await SplitAsync(fixture, 50, 50);
        using var published = await fixture.Api.SendAsync("POST", $"sites/shop/traffic_splits/{id}/publish");

        using var first = await fixture.Api.VisitAsync(fixture.Site.Address);
        var seen = await first.Content.ReadAsStringAsync(Cancellation);
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie")).Split(';')[0];

        Assert.Equal(seen, await fixture.Api.ReadAsync(fixture.Site.Address, cookie));
        using var back = await fixture.Api.SendAsync("POST", $"sites/shop/traffic_splits/{id}/unpublish");
        Assert.Equal("blue", await fixture.Api.ReadAsync(fixture.Site.Address, "nf_ab=0.99"));
    }

    [Fact]
    public async Task A_split_is_checked()
    {
        await using var fixture = await StartAsync();
        foreach (var branches in (object[])[new { main = 90, green = 30 }, new { main = 50, none = 50 }, new { main = 100 }])
        {
            using var refused = await fixture.Api.SendAsync("POST", "sites/shop/traffic_splits", new { branch_tests = branches });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        var id = await SplitAsync(fixture, 90, 10);
        using var changed = await fixture.Api.SendAsync("PUT", $"sites/shop/traffic_splits/{id}", new { branch_tests = new { main = 60, green = 40 } });
        Assert.Equal(HttpStatusCode.Created, changed.StatusCode);
        var branch = (await fixture.Api.JsonAsync("GET", $"sites/shop/traffic_splits/{id}")).GetProperty("branches")[1];
        Assert.Equal(("green", 40), (branch.GetProperty("branch").GetString(), branch.GetProperty("percentage").GetInt32()));
    }

    [Fact]
    public async Task A_site_without_a_repository_has_no_branches_to_split()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "green" }, "green");

        Assert.Equal(0, (await fixture.Api.JsonAsync("GET", "sites/shop/deployed-branches")).GetArrayLength());
    }

    private static async Task<EmulatorFixture> StartAsync()
    {
        var fixture = await EmulatorFixture.StartAsync(hasBranchDeploys: true);
        await fixture.Netlify.DeployAsync(fixture.Site, new Dictionary<string, string> { ["index.html"] = "blue" }, cancellationToken: Cancellation);
        await fixture.Netlify.DeployAsync(fixture.Site, new Dictionary<string, string> { ["index.html"] = "green" }, "green", Cancellation);
        return fixture;
    }

    private static async Task<string> SplitAsync(EmulatorFixture fixture, int main, int green)
    {
        JsonElement split = await fixture.Api.JsonAsync("POST", "sites/shop/traffic_splits", new { branch_tests = new { main, green } });
        return split.GetProperty("id").GetString()!;
    }
}
