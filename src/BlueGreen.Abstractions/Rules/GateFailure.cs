namespace BlueGreen;

/// <summary>What happens when a gate does not pass, or cannot be asked in time.</summary>
public enum GateFailure
{
    /// <summary>The rollout rolls back; after the point of no return it freezes.</summary>
    RollBack,

    /// <summary>
    /// The rollout ends as succeeded without its remaining steps: green stays live, and the database keeps what only blue needed. For gates that ask whether it is time to take that away, and do not
    /// doubt green.
    /// </summary>
    FinishWithoutContract,
}
