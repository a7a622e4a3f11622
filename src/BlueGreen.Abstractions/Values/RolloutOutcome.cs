namespace BlueGreen;

/// <summary>How a rollout ended.</summary>
public enum RolloutOutcome
{
    /// <summary>Green was read back live, with all traffic.</summary>
    Succeeded,

    /// <summary>Green had traffic, or may have had; blue was read back live, with all traffic. In a first rollout nothing has traffic.</summary>
    RolledBack,

    /// <summary>A step failed before green could have traffic; what was done is undone.</summary>
    Failed,

    /// <summary>A person stopped the rollout before green could have traffic; what was done is undone.</summary>
    Aborted,

    /// <summary>Something failed after the point of no return; the rollout waits for a person.</summary>
    Frozen,
}
