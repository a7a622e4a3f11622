namespace BlueGreen.NetlifyEmulator.World;

/// <summary>A deploy, as the emulator keeps it.</summary>
public sealed class Deploy
{
    internal Deploy(Site site, string id, string permalink, string? branchAddress, DateTimeOffset createdAt)
    {
        Site = site;
        Id = id;
        Permalink = permalink;
        BranchAddress = branchAddress;
        CreatedAt = UpdatedAt = MovedAt = createdAt;
    }

    public Site Site { get; }

    public string Id { get; }

    /// <summary>Where this deploy is served as soon as it is processed, whatever is published, without a slash at its end.</summary>
    public string Permalink { get; }

    /// <summary>Where the newest ready deploy of its branch is served; null without a branch.</summary>
    public string? BranchAddress { get; }

    /// <summary>As the API tells it, such as <c>uploading</c>.</summary>
    public string State { get; internal set; } = DeployState.New;

    public string? Branch { get; internal init; }

    public bool IsDraft { get; internal init; }

    public string? Title { get; internal set; }

    public bool IsLocked { get; internal set; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset? PublishedAt { get; internal set; }

    /// <summary>Path without a leading slash → SHA-1.</summary>
    public IReadOnlyDictionary<string, string> Files { get; internal set; } = new Dictionary<string, string>();

    /// <summary>Name → SHA-256 of the archive.</summary>
    public IReadOnlyDictionary<string, string> Functions { get; internal set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> EdgeFunctions { get; internal set; } = new Dictionary<string, string>();

    internal DeployScript Script { get; init; } = DeployScript.Success;

    internal string? Source { get; init; }

    internal string? ErrorMessage { get; set; }

    internal DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When its state began.</summary>
    internal DateTimeOffset MovedAt { get; set; }

    internal string? Framework { get; set; }

    internal bool IsForProduction => !IsDraft && (Branch is null || Branch == Site.ProductionBranch);

    internal string Context => IsForProduction ? "production" : Branch is null ? "deploy-preview" : "branch-deploy";

    internal bool IsServed => State is DeployState.Processed or DeployState.Ready;

    internal bool IsOver => State is DeployState.Ready or DeployState.Error;

    internal IEnumerable<string> MissingFiles => Missing(Files);

    internal IEnumerable<string> MissingFunctions => Missing(Functions);

    internal bool IsComplete => !MissingFiles.Any() && !MissingFunctions.Any();

    private IEnumerable<string> Missing(IReadOnlyDictionary<string, string> digests) => digests.Values.Distinct(StringComparer.OrdinalIgnoreCase).Where(sha => !Site.Blobs.ContainsKey(sha));
}
