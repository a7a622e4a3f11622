namespace BlueGreen.Netlify.Api;

/// <summary>A DNS zone.</summary>
public sealed record NetlifyDnsZone
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>The domain.</summary>
    public string? Name { get; init; }

    /// <summary>The team that owns it.</summary>
    public string? AccountSlug { get; init; }
}
