namespace BlueGreen.Events;

/// <summary>How much an event matters to people.</summary>
public enum EventImportance
{
    /// <summary>Bookkeeping: operations, checkpoints, drivers.</summary>
    Detail,

    /// <summary>The rollout goes on as planned.</summary>
    Info,

    /// <summary>It waits, turns back, or needs somebody to look.</summary>
    Warning,

    /// <summary>It failed, was rolled back, or is stuck.</summary>
    Error,
}
