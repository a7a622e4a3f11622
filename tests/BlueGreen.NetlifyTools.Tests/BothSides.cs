using System.Text.Json;
using BlueGreen.Netlify;
using BlueGreen.NetlifyEmulator;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyTools.Tests;

/// <summary>One emulated site, our provider on one side of it and Netlify's own command line on the other.</summary>
internal sealed class BothSides : IAsyncDisposable
{
    private readonly List<IDisposable> _sites = [];

    private BothSides(EmulatedNetlify netlify, Site site)
    {
        Netlify = netlify;
        Site = site;
        Command = new(netlify.ApiAddress, netlify.Token);
        Folder.Write("_headers", "/*\n  x-frame-options: DENY\n");
    }

    public EmulatedNetlify Netlify { get; }

    public Site Site { get; }

    public NetlifyCommand Command { get; }

    public SiteFolder Folder { get; } = new();

    public static async Task<BothSides> StartAsync(bool hasBranchDeploys = false)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var netlify = await EmulatedNetlify.StartAsync(new() { Pace = DeployPace.AtOnce, RequestsPerMinute = 100_000 }, cancellation);
        return new(netlify, await netlify.AddSiteAsync("shop", hasBranchDeploys, cancellation));
    }

    /// <summary>The site as our provider reaches it.</summary>
    /// <param name="root">The API's root, or a proxy's before it.</param>
    public NetlifySite Connect(Uri? root = null)
    {
        var options = new NetlifyOptions { Site = Site.Id, Token = new(Netlify.Token), BaseAddress = new(root ?? Netlify.Address, "api/v1/"), PollInterval = TimeSpan.FromMilliseconds(10) };
        var site = new NetlifySite(options);
        _sites.Add(site);
        return site;
    }

    /// <summary>Deploys the folder by our provider.</summary>
    public Task<Deployment> DeployAsync(string version) => new NetlifyEnvironment(Connect()).DeployAsync(Calls.Deploying(new(version) { Artifact = Folder.Path }), TestContext.Current.CancellationToken);

    public Task<JsonElement> CallAsync(string operation, object data) => Command.CallAsync(operation, data, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites)
        {
            site.Dispose();
        }

        Command.Dispose();
        Folder.Dispose();
        await Netlify.DisposeAsync();
    }
}
