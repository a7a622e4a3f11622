using System.Net;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.NetlifyEmulator.Tests;

public sealed class DeployTests
{
    [Fact]
    public async Task A_deploy_is_served_on_its_permalink_and_once_published_on_the_site()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var files = new Dictionary<string, string> { ["index.html"] = "home", ["sub/a b ü.txt"] = "text", ["_headers"] = "/*\n  x-deployment-version: 1.2.3\n" };

        var deploy = await fixture.Api.DeployAsync("shop", files);

        Assert.Equal("ready", deploy.GetProperty("state").GetString());
        using var home = await fixture.Api.VisitAsync(fixture.Site.Address);
        Assert.Equal("home", await home.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("1.2.3", Assert.Single(home.Headers.GetValues("x-deployment-version")));
        Assert.Equal("text", await fixture.Api.ReadAsync($"{deploy.GetProperty("links").GetProperty("permalink").GetString()}/sub/a%20b%20%C3%BC.txt"));
        using var hidden = await fixture.Api.VisitAsync($"{fixture.Site.Address}/_headers");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task A_second_deploy_asks_only_for_what_the_site_has_not_seen()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        await fixture.Api.DeployAsync("shop", new() { ["a"] = "one", ["b"] = "two", ["copy"] = "one" });
        Assert.Equal(2, fixture.Netlify.Requests.Of("PUT", "/deploys/*/files/**").Count);
        fixture.Netlify.Requests.Clear();

        await fixture.Api.DeployAsync("shop", new() { ["a"] = "one", ["moved"] = "two", ["c"] = "three" });

        var upload = Assert.Single(fixture.Netlify.Requests.Of("PUT", "/deploys/*/files/**"));
        Assert.EndsWith("/files/c", upload.Path, StringComparison.Ordinal);
        Assert.Equal(ApiClient.Sha1("three"), upload.Sha1);
        Assert.Equal("two", await fixture.Api.ReadAsync($"{fixture.Site.Address}/moved"));
    }

    [Theory]
    [InlineData("a.txt", "other", false)]
    [InlineData("b.txt", "right", false)]
    [InlineData("a.txt", "right", true)]
    [InlineData("%61.txt", "right", true)]
    public async Task Only_what_was_declared_is_taken(string path, string content, bool isTaken)
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var id = (await fixture.Api.JsonAsync("POST", "sites/shop/deploys", new { draft = true })).GetProperty("id").GetString()!;
        await fixture.Api.JsonAsync("PUT", $"sites/shop/deploys/{id}", new { files = new Dictionary<string, string> { ["a.txt"] = ApiClient.Sha1("right") } });

        using var answer = await fixture.Api.UploadAsync(id, path, content, isChunked: true);

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True(fixture.Netlify.Requests.Of("PUT", "/deploys/*/files/*")[0].IsChunked);
    }

    [Fact]
    public async Task A_file_may_come_twice_while_others_are_missing()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var files = new Dictionary<string, string> { ["a"] = ApiClient.Sha1("one"), ["b"] = ApiClient.Sha1("two") };
        var id = (await fixture.Api.JsonAsync("POST", "sites/shop/deploys", new { draft = true, files })).GetProperty("id").GetString()!;

        using var first = await fixture.Api.UploadAsync(id, "a", "one");
        using var again = await fixture.Api.UploadAsync(id, "a", "one");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var missing = (await fixture.Api.JsonAsync("GET", $"deploys/{id}")).GetProperty("required");
        Assert.Equal(ApiClient.Sha1("two"), Assert.Single(missing.EnumerateArray()).GetString());
    }

    [Fact]
    public async Task An_asynchronous_deploy_says_what_it_needs_once_it_is_prepared()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var id = (await fixture.Api.JsonAsync("POST", "sites/shop/deploys", new { draft = true })).GetProperty("id").GetString()!;
        var body = new Dictionary<string, object> { ["files"] = new Dictionary<string, string> { ["a"] = ApiClient.Sha1("one") }, ["async"] = true };

        var declared = await fixture.Api.JsonAsync("PUT", $"sites/shop/deploys/{id}", body);
        using var early = await fixture.Api.UploadAsync(id, "a", "one");
        var prepared = await fixture.Api.JsonAsync("GET", $"deploys/{id}");

        Assert.Equal("preparing", declared.GetProperty("state").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, declared.GetProperty("required").ValueKind);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Equal("prepared", prepared.GetProperty("state").GetString());
        Assert.Equal(1, prepared.GetProperty("required").GetArrayLength());
    }

    [Fact]
    public async Task States_may_move_by_the_clock()
    {
        var time = new FakeTimeProvider();
        await using var fixture = await EmulatorFixture.StartAsync(new() { TimeProvider = time, Pace = DeployPace.Every(TimeSpan.FromSeconds(10)) });
        var files = new Dictionary<string, string> { ["a"] = ApiClient.Sha1("one") };
        var id = (await fixture.Api.JsonAsync("POST", "sites/shop/deploys", new { files })).GetProperty("id").GetString()!;
        using var upload = await fixture.Api.UploadAsync(id, "a", "one");

        time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal("processed", (await fixture.Api.JsonAsync("GET", $"deploys/{id}")).GetProperty("state").GetString());
        Assert.Null(fixture.Site.Published);

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(id, fixture.Site.Published?.Id);
    }

    [Fact]
    public async Task A_deploy_can_get_stuck_or_fail()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        fixture.Netlify.NextDeploys.Enqueue(new(Error: "No space left"));
        fixture.Netlify.NextDeploys.Enqueue(new(StuckIn: "processing"));

        var failed = await fixture.Api.DeployAsync("shop", new() { ["a"] = "one" });
        var stuck = await fixture.Api.JsonAsync("POST", "sites/shop/deploys", new { files = new Dictionary<string, string> { ["a"] = ApiClient.Sha1("one") } });
        for (var poll = 0; poll < 9; poll++)
        {
            stuck = await fixture.Api.JsonAsync("GET", $"deploys/{stuck.GetProperty("id").GetString()}");
        }

        Assert.Equal("No space left", failed.GetProperty("error_message").GetString());
        Assert.Equal("processing", stuck.GetProperty("state").GetString());
        Assert.Null(fixture.Site.Published);
    }
}
