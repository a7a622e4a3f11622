using System.Text.Json;

namespace BlueGreen.NetlifyTools.Tests;

public sealed class DeployCommandTests
{
    [Fact]
    public async Task A_draft_is_served_at_the_address_that_the_command_prints()
    {
        await using var fixture = await CommandFixture.StartAsync();
        fixture.Folder.Write("sub/sp ace ü.txt", "nested");
        fixture.Folder.Write("copy.txt", "nested");
        fixture.Folder.Write("hello.js", "exports.handler = async () => ({ statusCode: 200 })", "functions");

        var deploy = await fixture.DeployAsync("--draft", "--functions=functions", "--message", "release 1.2.3");

        var address = deploy.GetProperty("deploy_url").GetString();
        Assert.Equal("<h1>home</h1>", await fixture.ReadAsync(address!));
        Assert.Equal("nested", await fixture.ReadAsync($"{address}/sub/sp%20ace%20%C3%BC.txt"));
        Assert.Equal("nested", await fixture.ReadAsync($"{address}/copy.txt"));
        Assert.Null(fixture.Site.Published);
        Assert.Single(fixture.Netlify.Requests.Of("PUT", "/deploys/*/functions/hello"), upload => upload.Status == 200);
        Assert.All(fixture.Netlify.Requests.All, request => Assert.True(request.Status is 200 or 404, request.ToString()));
        Assert.Equal("?title=release%201.2.3", fixture.Netlify.Requests.Of("POST", "/sites/*/deploys")[0].Query);
    }

    [Fact]
    public async Task A_production_deploy_is_published_with_its_headers_and_the_next_sends_what_changed()
    {
        await using var fixture = await CommandFixture.StartAsync();
        await fixture.DeployAsync("--prod");
        using var home = await fixture.VisitAsync(fixture.Site.Address);
        Assert.Equal("1.2.3", Assert.Single(home.Headers.GetValues("x-deployment-version")));
        fixture.Netlify.Requests.Clear();

        fixture.Folder.Write("index.html", "<h1>new</h1>");
        var deploy = await fixture.DeployAsync("--prod");

        Assert.Single(fixture.Netlify.Requests.Of("PUT", "/deploys/*/files/**"));
        Assert.Equal("<h1>new</h1>", await fixture.ReadAsync(fixture.Site.Address));
        Assert.Equal(fixture.Site.Published?.Id, deploy.GetProperty("deploy_id").GetString());
    }

    [Fact]
    public async Task An_alias_has_an_address_of_its_own()
    {
        await using var fixture = await CommandFixture.StartAsync();
        await fixture.SeedAsync("blue");

        var deploy = await fixture.DeployAsync("--alias", "green-1");

        Assert.Equal("<h1>home</h1>", await fixture.ReadAsync(deploy.GetProperty("deploy_url").GetString()!));
        Assert.Equal("blue", await fixture.ReadAsync(fixture.Site.Address));
    }

    [Fact]
    public async Task Many_files_go_through_the_asynchronous_way()
    {
        await using var fixture = await CommandFixture.StartAsync();
        for (var number = 0; number < 120; number++)
        {
            fixture.Folder.Write($"{number % 7}/{number}.txt", $"file {number}");
        }

        await fixture.DeployAsync("--prod");

        var declared = JsonSerializer.Deserialize<JsonElement>(fixture.Netlify.Requests.Of("PUT", "/sites/*/deploys/*")[0].Json!);
        Assert.True(declared.GetProperty("async").GetBoolean());
        Assert.InRange(fixture.Netlify.Requests.MostConcurrentUploads, 2, 5);
        Assert.All(fixture.Netlify.Requests.Of("PUT", "/deploys/*/files/**").Take(5), upload => Assert.True(upload.IsChunked || upload.ContentLength > 0));
        Assert.Equal("file 119", await fixture.ReadAsync($"{fixture.Site.Address}/0/119.txt"));
    }
}
