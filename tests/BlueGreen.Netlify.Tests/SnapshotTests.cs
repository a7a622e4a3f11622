using BlueGreen.Artifacts;
using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Tests.Fixtures;
using BlueGreen.NetlifyEmulator.Faults;

namespace BlueGreen.Netlify.Tests;

/// <summary>What is recorded, and what comes back.</summary>
public sealed class SnapshotTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Variables_come_back_with_their_contexts_and_scopes()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var site = emulated.Connect();
        var (client, account, id) = (site.Client, emulated.Netlify.AccountSlug, emulated.Site.Id);
        NetlifyVariable[] before =
        [
            new() { Key = "API", Scopes = ["builds", "functions"], Values = [new() { Context = "production", Value = "https://api" }, new() { Context = "branch", ContextParameter = "green", Value = "https://green" }] },
            new() { Key = "GONE", Scopes = ["builds"], Values = [new() { Context = "all", Value = "1" }] },
            new() { Key = "KEY", IsSecret = true, Scopes = ["functions"], Values = [new() { Context = "production", Value = "hush" }] },
        ];
        await client.CreateVariablesAsync(account, id, before, Token);
        var snapshots = new NetlifySnapshots(site);
        var artifacts = new InMemoryArtifactStore();
        var report = await snapshots.SnapshotAsync(Snapshot.Variables, artifacts, Calls.Of(new("2.0.0")), Token);
        Assert.Contains("unrecoverable", report.Summary, StringComparison.Ordinal);
        Assert.EndsWith("KEY", report.Summary, StringComparison.Ordinal);

        await client.ReplaceVariableAsync(account, id, before[0] with { Scopes = ["builds"], Values = [new() { Context = "all", Value = "https://wrong" }] }, Token);
        await client.DeleteVariableAsync(account, id, "GONE", Token);
        await client.CreateVariablesAsync(account, id, [new() { Key = "ADDED", Values = [new() { Context = "all", Value = "x" }] }], Token);

        var name = new ArtifactName("r-1", "op-1-netlify-variables.json");
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await snapshots.RestoreVariablesAsync(artifacts, name, Token)).Passed);
            var after = await VariablesAsync(emulated);
            Assert.Equal(["API", "GONE", "KEY"], after.Select(variable => variable.Key).Order());
            var api = after.Single(variable => variable.Key == "API");
            Assert.Equal(["builds", "functions"], api.Scopes!.Value.Order());
            Assert.Equal([("branch", "green", "https://green"), ("production", null, "https://api")], api.Values!.Value.Select(value => (value.Context, value.ContextParameter, value.Value)).Order());
        }
    }

    [Fact]
    public async Task A_secret_that_is_gone_does_not_pass_for_restored()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var site = emulated.Connect();
        await site.Client.CreateVariablesAsync(emulated.Netlify.AccountSlug, emulated.Site.Id, [new() { Key = "KEY", IsSecret = true, Values = [new() { Context = "all", Value = "hush" }] }], Token);
        var snapshots = new NetlifySnapshots(site);
        var artifacts = new InMemoryArtifactStore();
        await snapshots.SnapshotAsync(Snapshot.Variables, artifacts, Calls.Of(new("2.0.0")), Token);
        await site.Client.DeleteVariableAsync(emulated.Netlify.AccountSlug, emulated.Site.Id, "KEY", Token);

        var report = await snapshots.RestoreVariablesAsync(artifacts, new("r-1", "op-1-netlify-variables.json"), Token);

        Assert.False(report.Passed);
        Assert.Contains("set it by hand", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_fails_is_never_an_empty_backup()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        emulated.Netlify.Faults.Add("GET", "/accounts/*/env", Fault.Answer(500), times: int.MaxValue);
        var artifacts = new InMemoryArtifactStore();
        var failure = await Assert.ThrowsAsync<ProviderException>(() => new NetlifySnapshots(emulated.Connect()).SnapshotAsync(Snapshot.Variables, artifacts, Calls.Of(new("2.0.0")), Token));
        Assert.Contains("Listing the variables of site", failure.Message, StringComparison.Ordinal);
        Assert.Null(await artifacts.OpenAsync(new("r-1", "op-1-netlify-variables.json"), Token));
    }

    [Fact]
    public async Task The_deployment_that_was_live_comes_back()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var site = emulated.Connect();
        var environment = new NetlifyEnvironment(site);
        var blue = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("1.0.0"), "deploy-1"), Token);
        var green = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0"), "deploy-2"), Token);
        await environment.MakeLiveAsync(blue, Calls.Of(new("1.0.0"), "live-1"), Token);
        var artifacts = new InMemoryArtifactStore();
        var snapshots = new NetlifySnapshots(site);
        await snapshots.SnapshotAsync(Snapshot.Deployment, artifacts, Calls.Of(new("2.0.0")), Token);
        await environment.MakeLiveAsync(green, Calls.Of(new("2.0.0"), "live-2"), Token);

        await snapshots.RestoreDeploymentAsync(artifacts, new("r-1", "op-1-netlify-deployment.json"), Calls.Of(new("2.0.0"), "restore"), Token);

        Assert.Equal(blue.Id.Value, emulated.Site.Published!.Id);
    }

    [Fact]
    public async Task Records_come_back()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var zone = await Zones.AddAsync(emulated, Token);
        var site = emulated.Connect(options => options.DnsZone = Zones.Name);
        await site.Client.CreateDnsRecordAsync(zone, new() { Type = "MX", Hostname = Zones.Name, Value = "mail.example", Priority = 10, Ttl = 300 }, Token);
        await site.Client.CreateDnsRecordAsync(zone, new() { Type = "A", Hostname = "www", Value = "192.0.2.1" }, Token);
        var snapshots = new NetlifySnapshots(site);
        var artifacts = new InMemoryArtifactStore();
        await snapshots.SnapshotAsync(Snapshot.Dns, artifacts, Calls.Of(new("2.0.0")), Token);
        var before = await RecordsAsync(site, zone);

        await new NetlifyDns(site).PointAsync("www", new() { Id = new("d"), Version = null, Url = new("https://d.example/") }, Calls.Of(new("2.0.0"), "point"), Token);
        Assert.NotEqual(before, await RecordsAsync(site, zone));
        await snapshots.RestoreDnsAsync(artifacts, new("r-1", "op-1-netlify-dns.json"), Token);

        Assert.Equal(before, await RecordsAsync(site, zone));
    }

    private static async Task<IReadOnlyList<NetlifyVariable>> VariablesAsync(Emulated emulated)
    {
        var variables = new List<NetlifyVariable>();
        await foreach (var variable in emulated.Connect().Client.ListVariablesAsync(emulated.Netlify.AccountSlug, emulated.Site.Id, Token))
        {
            variables.Add(variable);
        }

        return variables;
    }

    private static async Task<IReadOnlyList<string>> RecordsAsync(NetlifySite site, string zone)
    {
        var records = new List<string>();
        await foreach (var record in site.Client.ListDnsRecordsAsync(zone, Token))
        {
            records.Add($"{record} {record.Ttl} {record.Priority}");
        }

        records.Sort(StringComparer.Ordinal);
        return records;
    }
}
