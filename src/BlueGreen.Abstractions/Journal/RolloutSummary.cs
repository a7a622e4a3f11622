namespace BlueGreen.Journal;

/// <summary>A rollout in a list.</summary>
public sealed record RolloutSummary
{
    /// <summary>The rollout.</summary>
    public required RolloutId Rollout { get; init; }

    /// <summary>Its application.</summary>
    public required string Application { get; init; }

    /// <summary>The release.</summary>
    public required string Version { get; init; }

    /// <summary>Which way it goes.</summary>
    public required RolloutKind Kind { get; init; }

    /// <summary>The plan's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether it waits, runs or is closed.</summary>
    public required RolloutStanding Standing { get; init; }

    /// <summary>How it ended, or that it is frozen; null while it runs.</summary>
    public RolloutOutcome? Outcome { get; init; }

    /// <summary>When it was started, by the store's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last event was written, by the store's clock.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
