namespace BlueGreen;

/// <summary>What happens when a bake's deadline comes without enough evidence from green, although it should have had traffic.</summary>
public enum Inconclusive
{
    /// <summary>The rollout rolls back.</summary>
    RollBack,

    /// <summary>The weight is held until evidence comes or a person decides.</summary>
    Hold,
}
