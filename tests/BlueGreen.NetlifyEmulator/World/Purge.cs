namespace BlueGreen.NetlifyEmulator.World;

/// <summary>A request to the CDN to forget.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="CacheTags">The tags; null for everything.</param>
/// <param name="DeployAlias">The branch to which it is limited; null for no limit.</param>
/// <param name="Domain">The domain to which it is limited; null for no limit.</param>
/// <param name="At">When.</param>
public sealed record Purge(string Site, IReadOnlyList<string>? CacheTags, string? DeployAlias, string? Domain, DateTimeOffset At);
