namespace BlueGreen.Journal;

/// <summary>Whether a rollout waits, runs or is closed.</summary>
public enum RolloutStanding
{
    /// <summary>Waits for another rollout of its application to close.</summary>
    Queued,

    /// <summary>Runs, cleans up, or is frozen.</summary>
    Active,

    /// <summary>Ended; nothing more is written.</summary>
    Closed,
}
