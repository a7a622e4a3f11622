namespace BlueGreen.Netlify.Api;

/// <summary>The addresses of a deploy.</summary>
public sealed record NetlifyDeployLinks
{
    /// <summary>The address that always means this deploy.</summary>
    public string? Permalink { get; init; }

    /// <summary>The address that may come to mean another deploy.</summary>
    public string? Alias { get; init; }
}
