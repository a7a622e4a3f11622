using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Publishing;

/// <summary>What a site's answer means.</summary>
internal static class SiteFacts
{
    /// <summary>Whether builds from Git can be published over what is live.</summary>
    public static bool IsLinked(this NetlifySiteInfo site) => site.BuildSettings?.RepoUrl is { Length: > 0 };
}
