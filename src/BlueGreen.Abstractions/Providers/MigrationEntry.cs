namespace BlueGreen;

/// <summary>Where a database stands with one migration.</summary>
public sealed record MigrationEntry
{
    /// <summary>The migration's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its phase.</summary>
    public required MigrationPhase Phase { get; init; }

    /// <summary>How far it is.</summary>
    public required MigrationState State { get; init; }

    /// <summary>The rollout that ran it last; null when none did.</summary>
    public RolloutId? Rollout { get; init; }

    /// <summary>The operation that ran it last; null when none did.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>What a person should know, such as where it failed.</summary>
    public string? Detail { get; init; }
}
