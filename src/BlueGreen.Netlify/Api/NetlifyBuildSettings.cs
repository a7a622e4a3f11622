namespace BlueGreen.Netlify.Api;

/// <summary>Where a site is built from.</summary>
public sealed record NetlifyBuildSettings
{
    /// <summary>The repository that it is linked to.</summary>
    public string? RepoUrl { get; init; }

    /// <summary>The branch whose builds go to production.</summary>
    public string? RepoBranch { get; init; }
}
