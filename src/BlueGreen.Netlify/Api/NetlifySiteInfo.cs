namespace BlueGreen.Netlify.Api;

/// <summary>A site, as Netlify answers it. Every member may be missing.</summary>
public sealed record NetlifySiteInfo
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>Its name: the first label of its address at Netlify.</summary>
    public string? Name { get; init; }

    /// <summary>Its address.</summary>
    public string? Url { get; init; }

    /// <summary>Its address by TLS.</summary>
    public string? SslUrl { get; init; }

    /// <summary>Its own domain.</summary>
    public string? CustomDomain { get; init; }

    /// <summary>The slug of the team that owns it.</summary>
    public string? AccountSlug { get; init; }

    /// <summary>Where it is built from.</summary>
    public NetlifyBuildSettings? BuildSettings { get; init; }

    /// <summary>The deploy that is live.</summary>
    public NetlifyDeploy? PublishedDeploy { get; init; }
}
