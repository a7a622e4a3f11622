namespace BlueGreen.Journal;

/// <summary>Whether a rollout was created.</summary>
public enum StartStatus
{
    /// <summary>It is active.</summary>
    Started,

    /// <summary>It waits for the active one to close.</summary>
    Queued,

    /// <summary>A rollout with the same key was there already.</summary>
    Existing,

    /// <summary>It was not created: the application has an active rollout.</summary>
    Refused,
}
