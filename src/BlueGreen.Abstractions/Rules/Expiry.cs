namespace BlueGreen;

/// <summary>What happens when an approval is not given in time.</summary>
public enum Expiry
{
    /// <summary>The rollout rolls back.</summary>
    RollBack,

    /// <summary>The rollout ends as succeeded without its remaining steps: the database keeps what only blue needed.</summary>
    FinishWithoutContract,
}
