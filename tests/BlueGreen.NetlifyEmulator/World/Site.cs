using BlueGreen.NetlifyEmulator.Hosting;

namespace BlueGreen.NetlifyEmulator.World;

/// <summary>A site with its deploys and the files that it remembers.</summary>
public sealed class Site
{
    private readonly NetlifyWorld _world;

    internal Site(NetlifyWorld world, string id, string name, string address, bool hasBranchDeploys)
    {
        _world = world;
        Id = id;
        Name = name;
        Address = address;
        HasBranchDeploys = hasBranchDeploys;
        CreatedAt = world.Now;
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>Where the published deploy is served, without a slash at its end.</summary>
    public string Address { get; }

    public bool HasBranchDeploys { get; }

    /// <summary>The branch whose deploys are published, although they name a branch.</summary>
    public string ProductionBranch { get; } = "main";

    /// <summary>The published deploy; null before the first.</summary>
    public Deploy? Published
    {
        get
        {
            lock (_world.Gate)
            {
                _world.Settle();
                return Current;
            }
        }
    }

    internal DateTimeOffset CreatedAt { get; }

    internal Deploy? Current { get; set; }

    /// <summary>Everything that was published, in order; a restored deploy is there again.</summary>
    internal List<Deploy> History { get; } = [];

    internal List<Deploy> Deploys { get; } = [];

    /// <summary>By SHA-1 for files, by SHA-256 for functions.</summary>
    internal Dictionary<string, byte[]> Blobs { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal List<SplitTest> SplitTests { get; } = [];

    internal List<BuildHook> BuildHooks { get; } = [];

    internal bool IsLocked => Current?.IsLocked == true;

    internal AddressTarget Target => new(Id);

    /// <summary>The deploy that a branch's address serves; null for none.</summary>
    internal Deploy? LatestOf(string slug) => Deploys.LastOrDefault(deploy => deploy.State == DeployState.Ready && deploy.Branch is not null && Branches.Slug(deploy.Branch) == slug);
}
