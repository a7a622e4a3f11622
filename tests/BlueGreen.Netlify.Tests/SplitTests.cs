using System.Collections.Immutable;
using BlueGreen.Netlify.Tests.Client;
using BlueGreen.Netlify.Tests.Fixtures;

namespace BlueGreen.Netlify.Tests;

/// <summary>Where split tests are not to be had, and what is said then.</summary>
public sealed class SplitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_missing_thing_is_named()
    {
        using var answers = new Answers(request => request.RequestUri!.AbsolutePath switch
        {
            "/api/v1/sites/shop" => Answers.Json("""{"id":"s1","name":"shop","published_deploy":{"id":"d1","edge_functions_present":true}}"""),
            "/api/v1/sites/shop/traffic_splits" => Answers.Json("""[{"id":"t1","active":true,"branches":[{"branch":"main","percentage":50},{"branch":"other","percentage":50}]}]"""),
            "/api/v1/sites/shop/deployed-branches" => Answers.Json("""[{"name":"main","deploy_id":"d1"},{"name":"other","deploy_id":"d2"}]"""),
            _ => Answers.Json("""{"id":"d2","state":"ready","title":"by Git"}"""),
        });
        using var site = answers.Site();
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => NetlifyTrafficRouter.WithSplitTestsAsync(site, Token));
        Assert.False(refusal.IsTransient);
        Assert.All(
            ["not linked to a repository", "edge functions", "split test t1 is on with deploy d2", "in front of the permalinks"],
            reason => Assert.Contains(reason, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploys_that_are_not_of_a_branch_are_named_with_those_that_are()
    {
        await using var emulated = await Emulated.StartAsync(Token, hasBranchDeploys: true);
        var site = emulated.Connect();
        var environment = new NetlifyEnvironment(site);
        var blue = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("1.0.0"), "deploy-1"), Token);
        await environment.MakeLiveAsync(blue, Calls.Of(new("1.0.0"), "live-1"), Token);
        var green = new Deployment { Id = new("66ff"), Version = "2.0.0", Url = new("https://green.example/") };
        var router = await NetlifyTrafficRouter.WithSplitTestsAsync(site, Token);
        var refusal = await Assert.ThrowsAsync<ProviderException>(
            () => router.ApplyAsync(TrafficSplit.Between(blue.Id, green.Id, Percentage.Of(10)), Calls.Of(new("2.0.0"), "shift", blue, green), Token));
        Assert.Contains("2.0.0 (66ff) is not the present deploy of a branch", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"main {blue.Id}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_test_is_not_touched()
    {
        await using var emulated = await Emulated.StartAsync(Token, hasBranchDeploys: true);
        var site = emulated.Connect();
        var environment = new NetlifyEnvironment(site);
        var blue = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("1.0.0"), "deploy-1"), Token);
        await environment.MakeLiveAsync(blue, Calls.Of(new("1.0.0"), "live-1"), Token);
        var green = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0"), "deploy-2"), Token);
        await emulated.Netlify.DeployAsync(emulated.Site, new Dictionary<string, string> { ["index.html"] = "theirs" }, "theirs", Token);
        var theirs = await site.Client.CreateSplitAsync(new Dictionary<string, int> { ["main"] = 50, ["theirs"] = 50 }.ToImmutableSortedDictionary(), Token);
        await site.Client.PublishSplitAsync(theirs.Id!, Token);

        var router = new NetlifyTrafficRouter(site);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => router.ApplyAsync(TrafficSplit.AllTo(green.Id), Calls.Of(new("2.0.0"), "shift", blue, green), Token));
        Assert.Contains("another split test on", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(emulated.Netlify.Requests.Of("POST", "/sites/*/traffic_splits/*/unpublish"));
        Assert.Equal(blue.Id.Value, emulated.Site.Published!.Id);
    }
}
