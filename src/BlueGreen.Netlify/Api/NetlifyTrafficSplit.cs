using System.Text.Json;

namespace BlueGreen.Netlify.Api;

/// <summary>A split test.</summary>
public sealed record NetlifyTrafficSplit
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>The site's identifier.</summary>
    public string? SiteId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The branches with their shares, whose shape Netlify does not document; <see cref="Shares"/> reads it.</summary>
    public JsonElement? Branches { get; init; }

    /// <summary>Whether it divides traffic now.</summary>
    public bool? Active { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it was ended.</summary>
    public DateTimeOffset? UnpublishedAt { get; init; }

    /// <summary>The branches with their shares in percent; null where they cannot be made out.</summary>
    public IReadOnlyDictionary<string, double>? Shares() => SplitShares.Read(Branches);
}
