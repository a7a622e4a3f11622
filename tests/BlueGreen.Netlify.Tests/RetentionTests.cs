using System.Net;
using BlueGreen.Netlify.Tests.Client;
using BlueGreen.Netlify.Tests.Fixtures;

namespace BlueGreen.Netlify.Tests;

/// <summary>What retention never deletes.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"id":"d1","state":"ready","locked":true,"title":"BlueGreen op-1 1.0.0"}""", "it is locked")]
    [InlineData("""{"id":"d1","state":"uploading","title":"BlueGreen op-1 1.0.0"}""", "in progress")]
    public async Task A_locked_one_and_one_in_progress_are_refused(string deploy, string reason)
    {
        using var answers = new Answers(request => request.RequestUri!.AbsolutePath switch
        {
            "/api/v1/sites/shop" => Answers.Json("""{"id":"s1","name":"shop"}"""),
            "/api/v1/sites/shop/traffic_splits" => Answers.Json("[]"),
            _ => Answers.Json(deploy),
        });
        using var site = answers.Site();
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => new NetlifyEnvironment(site).DeleteAsync(new("d1"), Calls.Of(new("2.0.0")), Token));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(answers.Asked, asked => asked.Method == "DELETE");
    }

    [Fact]
    public async Task The_deployment_to_return_to_is_refused()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var environment = new NetlifyEnvironment(emulated.Connect());
        var blue = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("1.0.0"), "deploy-1"), Token);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => environment.DeleteAsync(blue.Id, Calls.Of(new("2.0.0"), "retain", blue), Token));
        Assert.Contains("may have to return to it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_deployed_is_not_listed_unless_it_is_live()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var live = await emulated.Netlify.DeployAsync(emulated.Site, new Dictionary<string, string> { ["index.html"] = "by Git" }, cancellationToken: Token);
        await emulated.Netlify.DeployAsync(emulated.Site, new Dictionary<string, string> { ["index.html"] = "a preview" }, "feature", Token);
        var environment = new NetlifyEnvironment(emulated.Connect());
        var green = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0")), Token);

        var kept = await environment.ListAsync(Calls.Of(new("2.0.0"), "retain"), Token);

        Assert.Equal([(green.Id.Value, false), (live.Id, true)], kept.Select(one => (one.Deployment.Id.Value, one.IsLocked)));
    }

    [Fact]
    public async Task A_site_without_split_tests_keeps_and_deletes_all_the_same()
    {
        using var answers = new Answers(request => request.RequestUri!.AbsolutePath switch
        {
            "/api/v1/sites/shop" => Answers.Json("""{"id":"s1","name":"shop"}"""),
            "/api/v1/sites/shop/traffic_splits" => Answers.Json("Not Found", HttpStatusCode.NotFound),
            _ => request.Method == HttpMethod.Delete ? new(HttpStatusCode.NoContent) : Answers.Json("""{"id":"d1","state":"ready","title":"BlueGreen op-1 1.0.0"}"""),
        });
        using var site = answers.Site();
        await new NetlifyEnvironment(site).DeleteAsync(new("d1"), Calls.Of(new("2.0.0")), Token);
        Assert.Contains(answers.Asked, asked => asked.Method == "DELETE");
    }
}
