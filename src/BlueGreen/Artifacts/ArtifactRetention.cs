namespace BlueGreen.Artifacts;

/// <summary>Which artifacts may go.</summary>
public sealed record ArtifactRetention
{
    /// <summary>How old an artifact may get; null for any age. Default: 90 days.</summary>
    public TimeSpan? MaximumAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How many artifacts one owner keeps, the newest; null for any number. Default: any number.</summary>
    public int? MaximumPerOwner { get; init; }

    /// <summary>What is kept in any case, and not counted. Default: baselines, whose names begin with <c>baseline-</c>.</summary>
    public Func<ArtifactName, bool> Keep { get; init; } = static name => name.Name.StartsWith("baseline-", StringComparison.Ordinal);
}
