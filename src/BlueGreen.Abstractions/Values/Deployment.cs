using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace BlueGreen;

/// <summary>A release that an environment has made reachable.</summary>
public sealed record Deployment
{
    /// <summary>The environment's identifier.</summary>
    public required DeploymentId Id { get; init; }

    /// <summary>The version it runs; null for a deployment that others made and that does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Version { get; init; }

    /// <summary>Where it answers, and only it, for as long as it runs; absolute. Not an alias that may come to mean another deployment.</summary>
    public required Uri Url { get; init; }

    /// <summary>All named endpoints, for deployments that answer at several places. Empty when there is only <see cref="Url"/>.</summary>
    public ImmutableSortedDictionary<string, Uri> Endpoints { get; init; } = ImmutableSortedDictionary<string, Uri>.Empty;

    /// <inheritdoc/>
    public bool Equals(Deployment? other) =>
        other is not null && Id == other.Id && Version == other.Version && Url == other.Url
        && Endpoints.SequenceEqual(other.Endpoints);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Version, Url);

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Id.Value : $"{Version} ({Id})";
}
