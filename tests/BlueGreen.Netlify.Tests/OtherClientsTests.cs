using System.Text.Json;
using BlueGreen.Artifacts;
using BlueGreen.Netlify.Tests.Fixtures;
using BlueGreen.NetlifyEmulator.World;
using BlueGreen.NetlifyTools;

namespace BlueGreen.Netlify.Tests;

/// <summary>What Netlify's own command line and Prism, with the schema that Netlify publishes, say about our requests.</summary>
public sealed class OtherClientsTests
{
    private static readonly string[] Merged = ["_headers", "_redirects", "netlify.toml"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_digests_of_a_folder_are_those_of_the_command_line()
    {
        await using var emulated = await Emulated.StartAsync(Token, new() { Pace = DeployPace.EachPoll });
        var folder = emulated.Folders.Make(
            ("index.html", "home"), ("a b/ü.txt", "names"), ("copy.txt", "same"), ("copy two.txt", "same"), ("empty.txt", ""), ("100%.txt", "percent"), ("deep/er/x.json", "{}"),
            (".well-known/security.txt", "contact"), (".hidden", "no"), (".git/config", "no"), ("a/.DS_Store", "no"), ("__MACOSX/x", "no"),
            ("_headers", "/*\n  X-Frame-Options: DENY\n"), ("_redirects", "/old /new 301\n"));
        using var command = new NetlifyCommand(emulated.Netlify.ApiAddress, Emulated.Token);
        await command.DeployAsync("shop", folder, ["--alias", "theirs"], Token);
        await new NetlifyEnvironment(emulated.Connect()).DeployAsync(Calls.Of(new("2.0.0") { Artifact = folder }), Token);

        var declared = emulated.Netlify.Requests.Of("PUT", "/sites/*/deploys/*").Select(request => Files(request.Json!)).ToArray();

        Assert.Equal(2, declared.Length);
        Assert.Equal(declared[0].Where(file => !Merged.Contains(file.Path)), declared[1].Where(file => !Merged.Contains(file.Path)));
        Assert.Contains(declared[1], file => file.Path == "_headers");
        Assert.Equal(9, declared[1].Count(file => !Merged.Contains(file.Path)) + 1);
    }

    [Fact]
    public async Task The_command_line_reads_what_we_deployed_and_we_what_it_did()
    {
        await using var emulated = await Emulated.StartAsync(Token, new() { Pace = DeployPace.EachPoll });
        using var command = new NetlifyCommand(emulated.Netlify.ApiAddress, Emulated.Token);
        var site = emulated.Connect();
        var environment = new NetlifyEnvironment(site);
        var ours = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0")), Token);

        var read = await command.CallAsync("getSiteDeploy", new { site_id = "shop", deploy_id = ours.Id.Value }, Token);
        Assert.Equal(("ready", "BlueGreen op-1 2.0.0", "green-2-0-0"), (Text(read, "state"), Text(read, "title"), Text(read, "branch")));

        var theirs = await command.DeployAsync("shop", emulated.Folders.Release("3.0.0").Artifact!, ["--prod"], Token);
        var live = await environment.ReadLiveAsync(Calls.Of(new("3.0.0"), "read"), Token);
        Assert.Equal((Text(theirs, "deploy_id"), null), (live.Value!.Id.Value, live.Value.Version));

        await environment.MakeLiveAsync(ours, Calls.Of(new("2.0.0"), "live"), Token);
        Assert.Equal(ours.Id.Value, Text((await command.CallAsync("getSite", new { site_id = "shop" }, Token)).GetProperty("published_deploy"), "id"));
    }

    [Fact]
    public async Task Every_request_keeps_to_the_schema()
    {
        await using var emulated = await Emulated.StartAsync(Token, new() { Pace = DeployPace.EachPoll }, hasBranchDeploys: true);
        await using var prism = await PrismProxy.StartAsync(emulated.Netlify.Address, Token);
        await Zones.AddAsync(emulated, Token);
        var functions = emulated.Folders.Make(("hello.zip", "text, since Prism passes on no other bodies unharmed"));
        var site = emulated.Connect(options =>
        {
            options.BaseAddress = new(prism.Address, "api/v1/");
            options.DnsZone = Zones.Name;
            options.Functions = functions;
        });
        var environment = new NetlifyEnvironment(site);
        var blue = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("1.0.0"), "deploy-1"), Token);
        await environment.MakeLiveAsync(blue, Calls.Of(new("1.0.0"), "live-1"), Token);
        var green = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0"), "deploy-2"), Token);
        await environment.CancelDeployAsync(Calls.Of(new("0.1.0"), "never"), Token);

        var operation = Calls.Of(new("2.0.0"), "shift", blue, green);
        var router = await NetlifyTrafficRouter.WithSplitTestsAsync(site, Token);
        await router.ApplyAsync(TrafficSplit.Between(blue.Id, green.Id, Percentage.Of(10)), operation, Token);
        await router.ApplyAsync(TrafficSplit.Between(blue.Id, green.Id, Percentage.Of(50)), operation, Token);
        await router.ApplyAsync(TrafficSplit.AllTo(green.Id), operation, Token);
        await new NetlifyCdn(site).PurgeAsync(operation, Token);
        await new NetlifyDns(site).PointAsync("www", green, operation, Token);
        await new NetlifyDns(site).PointAsync("www", blue, operation, Token);
        await site.Client.CreateVariablesAsync(emulated.Netlify.AccountSlug, emulated.Site.Id, [new() { Key = "A", Scopes = ["builds"], Values = [new() { Context = "all", Value = "1" }] }], Token);
        await site.Client.ReplaceVariableAsync(emulated.Netlify.AccountSlug, emulated.Site.Id, new() { Key = "A", Scopes = ["builds"], Values = [new() { Context = "all", Value = "2" }] }, Token);
        var snapshots = new NetlifySnapshots(site);
        foreach (var kind in snapshots.Snapshots)
        {
            await snapshots.SnapshotAsync(new(kind, Verify: false), new InMemoryArtifactStore(), operation, Token);
        }

        await environment.RetireAsync(blue, operation, Token);
        await environment.DeleteAsync(blue.Id, Calls.Of(new("2.0.0"), "retain"), Token);
        await site.Client.UnlockDeployAsync(green.Id.Value, Token);
        await site.Client.DeleteVariableAsync(emulated.Netlify.AccountSlug, emulated.Site.Id, "A", Token);

        Assert.True(prism.Requests > 40, $"{prism.Requests} requests came through");
        Assert.Equal([], prism.RequestViolations.Where(violation => !IsFileInAFolder(violation)));
    }

    /// <summary>The schema knows no slash in the path of a file, although every client sends it.</summary>
    private static bool IsFileInAFolder(Violation violation) => violation.Message == "Selected route not found" && violation.Path.Contains("/files/assets/", StringComparison.Ordinal);

    private static IReadOnlyList<(string Path, string Digest)> Files(string json) =>
        [.. JsonSerializer.Deserialize<JsonElement>(json).GetProperty("files").EnumerateObject().Select(file => (file.Name, file.Value.GetString()!)).OrderBy(file => file.Name, StringComparer.Ordinal)];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
