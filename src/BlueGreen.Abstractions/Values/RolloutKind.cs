namespace BlueGreen;

/// <summary>Which way a rollout goes.</summary>
public enum RolloutKind
{
    /// <summary>From blue to a new release.</summary>
    Forward,

    /// <summary>Back to the deployment that a finished rollout replaced.</summary>
    Rollback,
}
