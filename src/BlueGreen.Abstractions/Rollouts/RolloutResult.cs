using System.Collections.Immutable;
using BlueGreen.Journal;

namespace BlueGreen;

/// <summary>How a rollout ended, with everything that happened in it.</summary>
public sealed record RolloutResult
{
    /// <summary>The rollout.</summary>
    public required RolloutId Rollout { get; init; }

    /// <summary>The outcome; null when the caller stopped waiting before there was one.</summary>
    public required RolloutOutcome? Outcome { get; init; }

    /// <summary>Why it ended so.</summary>
    public required string Reason { get; init; }

    /// <summary>The journal.</summary>
    public required ImmutableArray<JournalEntry> Journal { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Outcome?.ToString() ?? "Left running"}: {Reason}";
}
