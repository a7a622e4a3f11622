using System.Text.Json;
using BlueGreen.Netlify;
using BlueGreen.NetlifyEmulator.Requests;

namespace BlueGreen.NetlifyTools.Tests;

/// <summary>Our provider and Netlify's own command line on the same site.</summary>
public sealed class CrossReadingTests
{
    private static readonly HttpClient Visitor = new();
    private static readonly string[] OfEither = ["_headers", "netlify.toml"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_has_the_same_digests_on_both_sides()
    {
        await using var sides = await BothSides.StartAsync();
        sides.Folder.Write("sub/deep/sp ace ü 漢.txt", "same");
        sides.Folder.Write("copy.txt", "same");
        sides.Folder.Write("empty.txt", "");
        sides.Folder.Write("100%+&=.txt", "signs");
        sides.Folder.Write(".hidden", "hidden");
        sides.Folder.Write(".git/config", "hidden");
        sides.Folder.Write(".well-known/security.txt", "well known");

        await sides.DeployAsync("2.0.0");
        var ours = Declared(sides, 0);
        await sides.Command.DeployAsync("shop", sides.Folder.Path, ["--draft"], Cancellation);
        var theirs = Declared(sides, 1);

        Assert.Equal(Without(theirs), Without(ours));
        Assert.Equal(6, Without(ours).Length);
        Assert.All(sides.Netlify.Requests.Of("PUT", "/deploys/*/files/**"), upload => Assert.Equal(200, upload.Status));
    }

    [Fact]
    public async Task What_one_side_deploys_the_other_one_serves_and_reads()
    {
        await using var sides = await BothSides.StartAsync();
        var client = sides.Connect().Client;
        var ours = await sides.DeployAsync("1.2.3");
        var theirs = (await sides.Command.DeployAsync("shop", sides.Folder.Path, ["--alias", "by-hand", "--message", "by hand"], Cancellation)).GetProperty("deploy_id").GetString()!;

        foreach (var id in (string[])[ours.Id.Value, theirs])
        {
            var read = await client.ReadDeployAsync(id, Cancellation);
            var told = await sides.CallAsync("getSiteDeploy", new { site_id = "shop", deploy_id = id });
            Assert.Equal(
                [told.GetProperty("state").GetString(), told.GetProperty("title").GetString(), told.GetProperty("branch").GetString(), told.GetProperty("deploy_ssl_url").GetString(), told.GetProperty("context").GetString()],
                [read.State, read.Title, read.Branch, read.DeploySslUrl, read.Context]);
            using var answer = await Visitor.GetAsync(new Uri(read.Links!.Permalink!), Cancellation);
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("x-frame-options")));
            Assert.Equal(id == ours.Id.Value, answer.Headers.Contains("x-deployment-version"));
        }

        var listed = await client.ListDeploysAsync(Cancellation).Select(deploy => deploy.Id).ToListAsync(Cancellation);
        Assert.Equal((await sides.CallAsync("listSiteDeploys", new { site_id = "shop" })).EnumerateArray().Select(deploy => deploy.GetProperty("id").GetString()), listed);
    }

    [Fact]
    public async Task What_the_command_line_restores_the_provider_reads_as_live()
    {
        await using var sides = await BothSides.StartAsync();
        var environment = new NetlifyEnvironment(sides.Connect());
        var first = await sides.DeployAsync("1.0.0");
        var second = await sides.DeployAsync("2.0.0");
        await environment.MakeLiveAsync(second, Calls.Deploying(new("2.0.0")), Cancellation);

        await sides.CallAsync("restoreSiteDeploy", new { site_id = "shop", deploy_id = first.Id.Value });

        var live = await environment.ReadLiveAsync(Calls.Deploying(new("2.0.0")), Cancellation);
        Assert.Equal(first.Id, live.Value?.Id);
        Assert.Equal("1.0.0", live.Value?.Version);
    }

    private static Dictionary<string, string> Declared(BothSides sides, int number)
    {
        RecordedRequest request = sides.Netlify.Requests.Of("PUT", "/sites/*/deploys/*")[number];
        return JsonSerializer.Deserialize<JsonElement>(request.Json!).GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetString()!);
    }

    /// <summary>Headers go as _headers on one side, in a netlify.toml on the other.</summary>
    private static (string Path, string Sha)[] Without(Dictionary<string, string> files) =>
        [.. files.Where(file => !OfEither.Contains(file.Key)).Select(file => (file.Key, file.Value)).OrderBy(file => file.Key, StringComparer.Ordinal)];
}
