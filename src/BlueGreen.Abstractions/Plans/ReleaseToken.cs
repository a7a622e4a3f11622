namespace BlueGreen;

/// <summary>Placeholders that stand for values of the release until it is known.</summary>
public static class ReleaseToken
{
    /// <summary>Stands for <see cref="Release.Version"/>.</summary>
    public const string Version = "{release.version}";

    /// <summary>Stands for <see cref="Release.Artifact"/>; empty when the release has none.</summary>
    public const string Artifact = "{release.artifact}";

    /// <summary>Stands for green's <see cref="Deployment.Url"/>; empty before green is deployed.</summary>
    public const string GreenUrl = "{green.url}";

    /// <summary>Puts the values in.</summary>
    /// <param name="text">Text with placeholders.</param>
    /// <param name="release">The release.</param>
    /// <param name="green">The candidate, if it is deployed.</param>
    public static string Resolve(string text, Release release, Deployment? green = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(release);
        return text.Replace(Version, release.Version, StringComparison.Ordinal)
            .Replace(Artifact, release.Artifact ?? "", StringComparison.Ordinal)
            .Replace(GreenUrl, green?.Url.ToString() ?? "", StringComparison.Ordinal);
    }
}
