using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations;

/// <summary>Something that was done to the database, or was tried.</summary>
public sealed record MigrationHistoryEntry
{
    /// <summary>The migration's part, such as <c>0042_add_name</c> or <c>0042_add_name.contract</c>.</summary>
    public required string Migration { get; init; }

    /// <summary>What was done: <c>apply</c>, <c>apply failed</c>, <c>revert</c>, <c>revert failed</c>, <c>baseline</c>, <c>DbUp</c>, <c>EF Core</c> or <c>accept</c>.</summary>
    public required string Action { get; init; }

    /// <summary>When it ended, by the database's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, waiting for locks included.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>The rollout; null when a person did it.</summary>
    public RolloutId? Rollout { get; init; }

    /// <summary>The operation; null when a person did it.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>The locks on what was there before, as <c>table Mode</c>, from ShareUpdateExclusive upwards; those of a backfill and of concurrent statements as their words say.</summary>
    public ImmutableArray<string> Locks { get; init; } = [];

    /// <summary>What went wrong, why it is noted, or what its script allows that a rehearsal would refuse.</summary>
    public string? Detail { get; init; }
}
