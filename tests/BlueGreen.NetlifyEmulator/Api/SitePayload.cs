using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>A site as the API tells it.</summary>
internal sealed record SitePayload
{
    public required string Id { get; init; }
    public required string SiteId { get; init; }
    public required string Name { get; init; }
    public required string State { get; init; }
    public required string Plan { get; init; }
    public string? CustomDomain { get; init; }
    public IReadOnlyList<string> DomainAliases { get; init; } = [];
    public required string DefaultDomain { get; init; }
    public required string Url { get; init; }
    public required string SslUrl { get; init; }
    public required string AdminUrl { get; init; }
    public string? ScreenshotUrl { get; init; }
    public required string AccountId { get; init; }
    public required string AccountSlug { get; init; }
    public required string AccountName { get; init; }
    public required string AccountType { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public bool Ssl { get; init; }
    public bool? ForceSsl { get; init; }
    public bool ManagedDns { get; init; }
    public bool UseEnvelope { get; init; } = true;
    public required object BuildSettings { get; init; }
    public required object ProcessingSettings { get; init; }
    public required object Capabilities { get; init; }
    public string? DeployId { get; init; }
    public DeployPayload? PublishedDeploy { get; init; }

    public static SitePayload Of(NetlifyWorld world, Site site) => new()
    {
        Id = site.Id,
        SiteId = site.Id,
        Name = site.Name,
        State = "current",
        Plan = "nf_team_dev",
        DefaultDomain = new Uri(site.Address).Authority,
        Url = site.Address,
        SslUrl = site.Address,
        AdminUrl = $"{site.Address}/.admin",
        AccountId = world.Account.Id,
        AccountSlug = world.Account.Slug,
        AccountName = world.Account.Name,
        AccountType = "Starter",
        CreatedAt = site.CreatedAt,
        UpdatedAt = site.Current?.UpdatedAt ?? site.CreatedAt,
        BuildSettings = site.HasBranchDeploys
            ? new { RepoUrl = $"https://example.com/team/{site.Name}", RepoBranch = site.ProductionBranch, AllowedBranches = Array.Empty<string>(), Provider = "github" }
            : new { },
        ProcessingSettings = new { Html = new { PrettyUrls = true } },
        Capabilities = new { },
        DeployId = site.Current?.Id,
        PublishedDeploy = site.Current is { } current ? DeployPayload.Of(current, hasRequired: false) : null,
    };
}
