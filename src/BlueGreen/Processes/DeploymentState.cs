namespace BlueGreen.Processes;

/// <summary>How far a deployment is.</summary>
internal enum DeploymentState
{
    /// <summary>Being started for the first time; not ready yet.</summary>
    Starting,

    /// <summary>Has been ready.</summary>
    Ready,

    /// <summary>Stopped, or being stopped; can be started again.</summary>
    Retired,

    /// <summary>Being started again after it had been ready once.</summary>
    Restarting,

    /// <summary>Ended before it was ready for the first time.</summary>
    Failed,

    /// <summary>Its operation was cancelled: it must never be started.</summary>
    Cancelled,
}
