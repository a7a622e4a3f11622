using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen;

/// <summary>Where a rollout stands: what its journal amounts to, for people and for programs that show it to them.</summary>
public sealed record RolloutStatus
{
    /// <summary>The rollout in short: release, standing, outcome and times.</summary>
    public required RolloutSummary Summary { get; init; }

    /// <summary>The sequence number of the last event that is in here. Watching after it yields what comes next.</summary>
    public required long Sequence { get; init; }

    /// <summary>Who started it.</summary>
    public string? By { get; init; }

    /// <summary>Why it was started.</summary>
    public string? Reason { get; init; }

    /// <summary>The incident that it belongs to.</summary>
    public string? Incident { get; init; }

    /// <summary>The deployment that was live at the start; null before that was read, and in an application's first rollout.</summary>
    public Deployment? Blue { get; init; }

    /// <summary>The candidate; null before it is deployed.</summary>
    public Deployment? Green { get; init; }

    /// <summary>The split that the router was last read back with.</summary>
    public required TrafficSplit Split { get; init; }

    /// <summary>The step that is under way; null between steps, on the way back, and at the end.</summary>
    public string? Step { get; init; }

    /// <summary>What holds the rollout; empty when nothing does.</summary>
    public ImmutableArray<HoldPlaced> Holds { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The approval that is being waited for, with what an answer must name; null when none is.</summary>
    public ApprovalRequested? Approval { get; init; }

    /// <summary>Why and how the rollout turned back; null when it did not.</summary>
    public RollbackStarted? Rollback { get; init; }

    /// <summary>The point of no return, with the token that a roll back has to name; null before it is passed.</summary>
    public PointOfNoReturnPassed? PointOfNoReturn { get; init; }

    /// <summary>Why it ended as it did, or what froze it; null while it runs.</summary>
    public string? OutcomeReason { get; init; }

    /// <summary>The plan as it was when the rollout was started. Its text is the preview.</summary>
    public required PlanDescription Plan { get; init; }
}
