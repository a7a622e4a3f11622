using System.Net;

namespace BlueGreen.NetlifyEmulator.Tests;

public sealed class ProtocolTests
{
    [Fact]
    public async Task Errors_are_JSON_and_unknown_routes_are_text()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        using var stranger = new ApiClient(fixture.Netlify, "wrong");

        using var denied = await stranger.SendAsync("GET", "sites");
        using var missing = await fixture.Api.SendAsync("GET", "sites/none");
        using var unrouted = await fixture.Api.SendAsync("PATCH", "nothing/here");

        Assert.Equal(HttpStatusCode.Unauthorized, denied.StatusCode);
        Assert.Equal("""{"code":401,"message":"Access Denied"}""", await denied.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.NotFound, "application/json"), (missing.StatusCode, missing.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.NotFound, "text/plain"), (unrouted.StatusCode, unrouted.Content.Headers.ContentType?.MediaType));
        Assert.All([denied, missing, unrouted], answer => Assert.True(answer.Headers.Contains("X-Request-Id") && answer.Headers.Contains("X-RateLimit-Reset")));
    }

    [Fact]
    public async Task Nothing_to_tell_has_no_content_type()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var first = await fixture.Api.DeployAsync("shop", new() { ["a"] = "one" });
        await fixture.Api.DeployAsync("shop", new() { ["a"] = "two" });

        using var answer = await fixture.Api.SendAsync("PUT", "sites/shop/rollback");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentType);
        Assert.Equal(first.GetProperty("id").GetString(), fixture.Site.Published?.Id);
    }

    [Fact]
    public async Task Lists_come_in_pages_with_links()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        for (var number = 0; number < 5; number++)
        {
            await fixture.Netlify.DeployAsync(fixture.Site, new Dictionary<string, string> { ["a"] = $"{number}" }, cancellationToken: TestContext.Current.CancellationToken);
        }

        using var first = await fixture.Api.SendAsync("GET", "sites/shop/deploys?production=true&per_page=2");
        var link = Assert.Single(first.Headers.GetValues("Link"));
        var last = await fixture.Api.JsonAsync("GET", "sites/shop/deploys?production=true&per_page=2&page=3");

        var address = new Uri(fixture.Netlify.ApiAddress, "sites/shop/deploys?production=true");
        Assert.Equal($"<{address}&page=2&per_page=2>; rel=\"next\", <{address}&page=3&per_page=2>; rel=\"last\"", link);
        Assert.Equal(1, last.GetArrayLength());
    }

    [Fact]
    public async Task Requests_over_the_limit_are_refused_where_it_is_enforced()
    {
        await using var fixture = await EmulatorFixture.StartAsync(new() { RequestsPerMinute = 2, EnforcesRateLimit = true });
        using var first = await fixture.Api.SendAsync("GET", "sites");
        using var second = await fixture.Api.SendAsync("GET", "sites");
        using var third = await fixture.Api.SendAsync("GET", "sites");

        Assert.Equal("0", Assert.Single(second.Headers.GetValues("X-RateLimit-Remaining")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], [first.StatusCode, second.StatusCode, third.StatusCode]);
    }
}
