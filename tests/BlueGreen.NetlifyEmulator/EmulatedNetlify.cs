using System.Collections.Concurrent;
using BlueGreen.NetlifyEmulator.Faults;
using BlueGreen.NetlifyEmulator.Hosting;
using BlueGreen.NetlifyEmulator.Requests;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;

namespace BlueGreen.NetlifyEmulator;

/// <summary>
/// A Netlify of one's own, on free ports of this machine: the API, and each site, branch and deploy on an address of its own, without DNS. Everything is kept in memory.
/// </summary>
public sealed class EmulatedNetlify : IAsyncDisposable
{
    /// <summary>Where the API's paths begin, under <see cref="Address"/>.</summary>
    public const string ApiPath = "/api/v1";

    private readonly WebApplication _application;
    private readonly NetlifyWorld _world;

    private EmulatedNetlify(WebApplication application, NetlifyWorld world)
    {
        _application = application;
        _world = world;
        Address = new(application.Urls.First());
    }

    /// <summary>The server's root, such as <c>http://127.0.0.1:40123/</c>. What official clients take as NETLIFY_API_URL.</summary>
    public Uri Address { get; }

    /// <summary>The API's base, ending with a slash, such as <c>http://127.0.0.1:40123/api/v1/</c>.</summary>
    public Uri ApiAddress => new(Address, $"{ApiPath}/");

    /// <summary>The one token that is accepted.</summary>
    public string Token => _world.Options.Token;

    /// <summary>The team's slug, which the API takes as the id of an account.</summary>
    public string AccountSlug => _world.Account.Slug;

    /// <summary>What goes wrong, and when.</summary>
    public FaultList Faults => _world.Faults;

    /// <summary>What the API was asked, in the order of the answers' beginnings.</summary>
    public RequestLog Requests => _world.Requests;

    /// <summary>How the next deploys go, one each in the order of their creation; those after them succeed.</summary>
    public ConcurrentQueue<DeployScript> NextDeploys => _world.NextDeploys;

    /// <summary>What was asked of the CDN.</summary>
    public IReadOnlyList<Purge> Purges
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. _world.Purges];
            }
        }
    }

    /// <summary>Starts on a free port of 127.0.0.1, unless the options name one.</summary>
    public static async Task<EmulatedNetlify> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var world = new NetlifyWorld(options ?? new());
        var application = EmulatorApplication.Create(world);
        await application.StartAsync(cancellationToken);
        return new(application, world);
    }

    /// <summary>Makes a site with nothing deployed to it.</summary>
    /// <param name="name">Its unique name, which is its slug as well.</param>
    /// <param name="hasBranchDeploys">Whether a repository is linked and branch deploys are on: only then may a branch take part in a split test.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Site> AddSiteAsync(string name = "shop", bool hasBranchDeploys = false, CancellationToken cancellationToken = default) =>
        _world.AddSiteAsync(name, hasBranchDeploys, cancellationToken);

    /// <summary>Makes a DNS zone without records.</summary>
    /// <param name="site">Whose it is.</param>
    /// <param name="name">The zone's name, such as <c>shop.test</c>.</param>
    public void AddZone(Site site, string name) => _world.Read(() =>
    {
        var zone = new DnsZone(_world.NextId(), name, site.Id, _world.Now);
        _world.Zones.Add(zone);
        return zone;
    });

    /// <summary>Where the first record of a name leads; null when there is none.</summary>
    /// <param name="host">The whole name.</param>
    public string? FindRecord(string host) => _world.Read(() => _world.Zones.SelectMany(zone => zone.Records).FirstOrDefault(record => record.Hostname == host)?.Value);

    /// <summary>Deploys text files without the API, and publishes them where the branch or its absence says so: what was there before the test began.</summary>
    /// <param name="site">Where to.</param>
    /// <param name="files">Path without a leading slash → content. <c>_headers</c> is obeyed.</param>
    /// <param name="branch">The branch; null for production.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Deploy> DeployAsync(Site site, IReadOnlyDictionary<string, string> files, string? branch = null, CancellationToken cancellationToken = default) =>
        Seeding.DeployAsync(_world, site, files, branch, cancellationToken);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
