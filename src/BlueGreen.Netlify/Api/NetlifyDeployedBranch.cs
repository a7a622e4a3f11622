namespace BlueGreen.Netlify.Api;

/// <summary>A branch that has a deploy.</summary>
public sealed record NetlifyDeployedBranch
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>The branch's present deploy.</summary>
    public string? DeployId { get; init; }

    /// <summary>The branch.</summary>
    public string? Name { get; init; }

    /// <summary>The branch as it stands in addresses.</summary>
    public string? Slug { get; init; }

    /// <summary>The branch's address.</summary>
    public string? Url { get; init; }

    /// <summary>The branch's address by TLS.</summary>
    public string? SslUrl { get; init; }
}
