using System.Collections.Immutable;
using BlueGreen.Events;

namespace BlueGreen.Machine;

/// <summary>How far a rollback has come.</summary>
internal sealed record RollbackState(RollbackStarted Started, DateTimeOffset StartedAt)
{
    public bool Escalated { get; init; }

    /// <summary>When the present stage's split was read back; null before.</summary>
    public DateTimeOffset? StageAt { get; init; }

    /// <summary>When blue was read back with everything; null before.</summary>
    public DateTimeOffset? BaselineAt { get; init; }

    /// <summary>When the live deployment was read back as blue; null before.</summary>
    public DateTimeOffset? LiveAt { get; init; }

    public bool BlueStarted { get; init; }

    public bool Validated { get; init; }

    public ImmutableSortedSet<int> Undone { get; init; } = [];

    public bool IsGradual => !Escalated && !Started.Strategy.IsImmediate;
}
