using BlueGreen.Plans;

namespace BlueGreen.Events;

/// <summary>A rollout was started. Holds the plan as it was then: this is what runs, also after a resume.</summary>
public sealed record RolloutStarted : RolloutEvent
{
    /// <summary>The version of the event format.</summary>
    public int Schema { get; init; } = Journal.JournalJson.Schema;

    /// <summary>Which way it goes.</summary>
    public required RolloutKind Kind { get; init; }

    /// <summary>The release.</summary>
    public required Release Release { get; init; }

    /// <summary>The plan.</summary>
    public required PlanDescription Plan { get; init; }

    /// <summary>Who started it.</summary>
    public string? By { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The incident that it belongs to.</summary>
    public string? Incident { get; init; }

    /// <summary>In a rollback of a finished rollout: the deployment to return to; null when there was none.</summary>
    public Deployment? ReturnTo { get; init; }

    /// <summary>In a rollback of a finished rollout: the deployment to leave.</summary>
    public Deployment? Leave { get; init; }

    /// <summary>In a rollback of a finished rollout: how.</summary>
    public RollbackStrategy? Strategy { get; init; }

    /// <summary>The trace that the start belongs to, in W3C form.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What tracing systems pass along with it, in W3C form.</summary>
    public string? TraceState { get; init; }
}
