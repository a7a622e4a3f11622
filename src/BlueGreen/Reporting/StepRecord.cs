using System.Collections.Immutable;

namespace BlueGreen.Reporting;

/// <summary>A step of the plan and what became of it.</summary>
public sealed record StepRecord
{
    /// <summary>Its name, unique within the plan.</summary>
    public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, or was left because the rollout turned back.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>One sentence with the numbers that matter.</summary>
    public string? Summary { get; init; }

    /// <summary>The parts of its verdict.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Whether it was undone on the way back.</summary>
    public bool IsUndone { get; init; }
}
