using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator.Tests;

/// <summary>An emulator with one site for one test.</summary>
internal sealed class EmulatorFixture : IAsyncDisposable
{
    private EmulatorFixture(EmulatedNetlify netlify, Site site)
    {
        Netlify = netlify;
        Site = site;
        Api = new(netlify);
    }

    public EmulatedNetlify Netlify { get; }

    public Site Site { get; }

    public ApiClient Api { get; }

    public static async Task<EmulatorFixture> StartAsync(EmulatorOptions? options = null, bool hasBranchDeploys = false)
    {
        var netlify = await EmulatedNetlify.StartAsync(options, TestContext.Current.CancellationToken);
        return new(netlify, await netlify.AddSiteAsync("shop", hasBranchDeploys, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Netlify.DisposeAsync();
    }
}
