using BlueGreen.Events;

namespace BlueGreen.Notifications;

/// <summary>Something that happened in a rollout, for somebody outside.</summary>
public sealed record Notification
{
    /// <summary>Unique across rollouts and stores, and the same whenever this is delivered again: receivers tell repetitions by it.</summary>
    public required string Id { get; init; }

    /// <summary>The rollout.</summary>
    public required RolloutId Rollout { get; init; }

    /// <summary>The event's position in the rollout's journal, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened, by the store's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The release.</summary>
    public required Release Release { get; init; }

    /// <summary>Which way the rollout goes.</summary>
    public required RolloutKind Kind { get; init; }

    /// <summary>When the rollout was started, by the store's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How much it matters to people.</summary>
    public required EventImportance Importance { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>What happened, for programs.</summary>
    public required RolloutEvent Event { get; init; }
}
