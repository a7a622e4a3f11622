using BlueGreen.NetlifyEmulator;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>An emulated Netlify with one site, a folder for each version that is deployed, and as many clients of the site as a test has processes.</summary>
internal sealed class Emulated : IAsyncDisposable
{
    public const string Token = "nfp-a-token-that-must-appear-nowhere";

    private readonly List<NetlifySite> _sites = [];

    private Emulated(EmulatedNetlify netlify, Site site)
    {
        Netlify = netlify;
        Site = site;
    }

    public EmulatedNetlify Netlify { get; }

    public Site Site { get; private set; }

    public Folders Folders { get; } = new();

    public static async Task<Emulated> StartAsync(CancellationToken cancellationToken, EmulatorOptions? options = null, bool hasBranchDeploys = false)
    {
        var netlify = await EmulatedNetlify.StartAsync((options ?? new() { Pace = DeployPace.AtOnce }) with { Token = Token, RequestsPerMinute = 100_000 }, cancellationToken);
        return new(netlify, await netlify.AddSiteAsync("shop", hasBranchDeploys, cancellationToken));
    }

    /// <summary>Goes on with another site, as if nothing had been before: a test that needs many begins each time anew.</summary>
    public async Task RenewAsync(string name, CancellationToken cancellationToken)
    {
        Netlify.Faults.Clear();
        Site = await Netlify.AddSiteAsync(name, Site.HasBranchDeploys, cancellationToken);
        Netlify.Requests.Clear();
    }

    /// <summary>The site as another process sees it.</summary>
    public NetlifySite Connect(Action<NetlifyOptions>? configure = null, ILoggerFactory? loggers = null, TimeProvider? clock = null)
    {
        var options = new NetlifyOptions { Site = Site.Id, Token = new(Token), BaseAddress = Netlify.ApiAddress, PollInterval = TimeSpan.FromMilliseconds(10) };
        options.Http.RetryDelay = TimeSpan.FromMilliseconds(1);
        options.Http.Breaker.Failures = 1000;
        configure?.Invoke(options);
        var site = new NetlifySite(options, clock: clock, loggers: loggers);
        _sites.Add(site);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites)
        {
            site.Dispose();
        }

        await Netlify.DisposeAsync();
        Folders.Dispose();
    }
}
