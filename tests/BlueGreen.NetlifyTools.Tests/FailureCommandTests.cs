using BlueGreen.NetlifyEmulator.Faults;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyTools.Tests;

public sealed class FailureCommandTests
{
    [Fact]
    public async Task A_wrong_token_fails()
    {
        await using var fixture = await CommandFixture.StartAsync();
        using var stranger = new NetlifyCommand(fixture.Netlify.ApiAddress, "wrong");

        var result = await stranger.RunAsync(null, ["api", "listSiteDeploys", "--data", """{"site_id":"shop"}"""], TestContext.Current.CancellationToken);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(fixture.Netlify.Requests.All, request => request.Status == 401);
    }

    [Fact]
    public async Task A_failed_deploy_fails_with_its_message_and_is_cancelled()
    {
        await using var fixture = await CommandFixture.StartAsync();
        fixture.Netlify.NextDeploys.Enqueue(new DeployScript(Error: "No space left on the moon"));

        var result = await fixture.TryDeployAsync("--prod");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No space left on the moon", result.Output + result.Errors, StringComparison.Ordinal);
        Assert.Null(fixture.Site.Published);
    }

    [Fact]
    public async Task Uploads_go_on_after_a_bad_gateway_a_rate_limit_and_a_lost_answer()
    {
        await using var fixture = await CommandFixture.StartAsync();
        fixture.Folder.Write("a.txt", "a");
        fixture.Folder.Write("b.txt", "b");
        fixture.Netlify.Faults.Add("PUT", "/deploys/*/files/a.txt", Fault.Answer(502));
        fixture.Netlify.Faults.Add("PUT", "/deploys/*/files/b.txt", Fault.RateLimit(TimeSpan.FromSeconds(1)));
        fixture.Netlify.Faults.Add("PUT", "/deploys/*/files/index.html", Fault.LoseAnswer);

        await fixture.DeployAsync("--prod");

        Assert.Equal("a", await fixture.ReadAsync($"{fixture.Site.Address}/a.txt"));
        Assert.Equal("b", await fixture.ReadAsync($"{fixture.Site.Address}/b.txt"));
        Assert.All(["a.txt", "b.txt", "index.html"], name => Assert.True(fixture.Netlify.Requests.Of("PUT", $"/deploys/*/files/{name}").Count >= 2, name));
    }

    [Fact]
    public async Task A_locked_site_takes_no_production_deploy()
    {
        await using var fixture = await CommandFixture.StartAsync();
        var blue = await fixture.SeedAsync("blue");
        await fixture.CallAsync("lockDeploy", new { deploy_id = blue.Id });

        var refused = await fixture.TryDeployAsync("--prod");
        await fixture.DeployAsync("--prod-if-unlocked");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("blue", await fixture.ReadAsync(fixture.Site.Address));
        var draft = Assert.Single(fixture.Netlify.Requests.Of("POST", "/sites/*/deploys"));
        Assert.Contains("\"draft\":true", draft.Json, StringComparison.Ordinal);
    }
}
