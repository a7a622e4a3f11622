using System.Net;

namespace BlueGreen.NetlifyEmulator.Tests;

public sealed class PublishingTests
{
    [Fact]
    public async Task A_restored_deploy_is_live_and_a_lock_keeps_it()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var blue = (await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "blue" })).GetProperty("id").GetString();
        var green = (await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "green" })).GetProperty("id").GetString();

        using var restored = await fixture.Api.SendAsync("POST", $"sites/shop/deploys/{blue}/restore");
        await fixture.Api.JsonAsync("POST", $"deploys/{blue}/lock");
        using var refused = await fixture.Api.SendAsync("POST", $"deploys/{green}/lock");
        var late = await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "late" });

        Assert.Equal(HttpStatusCode.Created, restored.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("blue", await fixture.Api.ReadAsync(fixture.Site.Address));
        Assert.Equal("late", await fixture.Api.ReadAsync(late.GetProperty("links").GetProperty("permalink").GetString()!));
        var published = (await fixture.Api.JsonAsync("GET", "sites/shop")).GetProperty("published_deploy");
        Assert.Equal((blue, true), (published.GetProperty("id").GetString(), published.GetProperty("locked").GetBoolean()));
    }

    [Fact]
    public async Task A_draft_or_a_branch_is_not_published()
    {
        await using var fixture = await EmulatorFixture.StartAsync();

        var draft = await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "draft" }, isDraft: true);
        var branch = await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "branch" }, "green");

        Assert.Null(fixture.Site.Published);
        Assert.Equal("draft", await fixture.Api.ReadAsync(draft.GetProperty("deploy_ssl_url").GetString()!));
        Assert.Equal("branch", await fixture.Api.ReadAsync(branch.GetProperty("deploy_ssl_url").GetString()!));
        Assert.Equal(("deploy-preview", "branch-deploy"), (draft.GetProperty("context").GetString(), branch.GetProperty("context").GetString()));
    }

    [Fact]
    public async Task A_deploy_of_the_production_branch_is_published()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "main" }, "main");
        Assert.Equal("main", await fixture.Api.ReadAsync(fixture.Site.Address));
    }

    [Fact]
    public async Task What_is_deleted_is_served_no_more_and_what_is_live_cannot_be_deleted()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var old = await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "old" });
        var live = await fixture.Api.DeployAsync("shop", new() { ["index.html"] = "live" });
        var running = await fixture.Api.JsonAsync("POST", "sites/shop/deploys", new { draft = true });

        var statuses = new List<HttpStatusCode>();
        foreach (var deploy in (System.Text.Json.JsonElement[])[old, live, running])
        {
            using var answer = await fixture.Api.SendAsync("DELETE", $"sites/shop/deploys/{deploy.GetProperty("id").GetString()}");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], statuses);
        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.Api.VisitAsync(old.GetProperty("deploy_ssl_url").GetString()!));
    }

    [Fact]
    public async Task A_cancelled_deploy_ends_in_an_error()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var id = (await fixture.Api.JsonAsync("POST", "sites/shop/deploys", new { draft = true })).GetProperty("id").GetString();

        using var cancelled = await fixture.Api.SendAsync("POST", $"deploys/{id}/cancel");

        Assert.Equal(HttpStatusCode.Created, cancelled.StatusCode);
        Assert.Equal("error", (await fixture.Api.JsonAsync("GET", $"deploys/{id}")).GetProperty("state").GetString());
        using var restore = await fixture.Api.SendAsync("POST", $"sites/shop/deploys/{id}/restore");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, restore.StatusCode);
    }
}
