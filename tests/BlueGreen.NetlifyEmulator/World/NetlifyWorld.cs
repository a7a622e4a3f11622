using System.Collections.Concurrent;
using System.Globalization;
using BlueGreen.NetlifyEmulator.Faults;
using BlueGreen.NetlifyEmulator.Hosting;
using BlueGreen.NetlifyEmulator.Requests;

namespace BlueGreen.NetlifyEmulator.World;

/// <summary>All that there is. Whoever reads or writes it holds its gate.</summary>
internal sealed class NetlifyWorld(EmulatorOptions options)
{
    private int _ids;

    public Lock Gate { get; } = new();

    public EmulatorOptions Options => options;

    public AddressBook Addresses { get; } = new();

    public FaultList Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    public ConcurrentQueue<DeployScript> NextDeploys { get; } = [];

    public Account Account { get; } = new("5f0000000000000000000001", "team", "Team");

    public List<Site> Sites { get; } = [];

    public List<EnvVariable> Variables { get; } = [];

    public List<DnsZone> Zones { get; } = [];

    public List<Purge> Purges { get; } = [];

    /// <summary>Draws for visitors.</summary>
    public Random Draws { get; } = new(options.Seed);

    public DateTimeOffset Now => options.TimeProvider.GetUtcNow();

    /// <summary>24 hexadecimal digits, as Netlify's own.</summary>
    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"66{Interlocked.Increment(ref _ids):x22}");

    public async Task<Site> AddSiteAsync(string name, bool hasBranchDeploys, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{Interlocked.Increment(ref _ids):x12}");
        var site = new Site(this, id, name, await Addresses.OpenAsync(new(id), cancellationToken), hasBranchDeploys);
        lock (Gate)
        {
            Sites.Add(site);
        }

        return site;
    }

    public async Task<Deploy> AddDeployAsync(Site site, string? branch, bool isDraft, string? source, CancellationToken cancellationToken)
    {
        var id = NextId();
        var permalink = await Addresses.OpenAsync(new(site.Id, Deploy: id), cancellationToken);
        var branchAddress = branch is null ? null : await Addresses.OpenAsync(new(site.Id, Branch: Branches.Slug(branch)), cancellationToken);
        lock (Gate)
        {
            var script = NextDeploys.TryDequeue(out var next) ? next : DeployScript.Success;
            var deploy = new Deploy(site, id, permalink, branchAddress, Now) { Branch = branch, IsDraft = isDraft, Source = source, Script = script };
            site.Deploys.Add(deploy);
            return deploy;
        }
    }

    /// <summary>By id, by name or by Netlify's domain for it.</summary>
    public Site? FindSite(string key) => Sites.Find(site => site.Id == key || site.Name == key || $"{site.Name}.netlify.app" == key);

    public Deploy? FindDeploy(string id) => Sites.SelectMany(site => site.Deploys).FirstOrDefault(deploy => deploy.Id == id);

    public Deploy? FindDeploy(string site, string id) => FindSite(site)?.Deploys.Find(deploy => deploy.Id == id);

    /// <summary>Asks while nobody changes anything, after what moves by itself has moved.</summary>
    public TAnswer Read<TAnswer>(Func<TAnswer> ask)
    {
        lock (Gate)
        {
            Settle();
            return ask();
        }
    }

    /// <summary>Moves all deploys that move by themselves up to now.</summary>
    public void Settle()
    {
        foreach (var deploy in Sites.SelectMany(site => site.Deploys).Where(deploy => !deploy.IsOver))
        {
            Settle(deploy);
        }
    }

    /// <summary>Somebody reads this deploy.</summary>
    public void Poll(Deploy deploy)
    {
        if (options.Pace.IsPolled)
        {
            Lifecycle.Advance(deploy, Now);
        }
    }

    private void Settle(Deploy deploy)
    {
        if (options.Pace.Step is { } step)
        {
            while (Now - deploy.MovedAt >= step && Lifecycle.Advance(deploy, deploy.MovedAt + step))
            {
            }
        }
        else if (!options.Pace.IsPolled)
        {
            while (Lifecycle.Advance(deploy, Now))
            {
            }
        }
    }
}
