namespace BlueGreen.Events;

/// <summary>The rollout takes no forward step. Triggers stay armed.</summary>
/// <param name="Hold">Why.</param>
/// <param name="Reason">What it waits for.</param>
public sealed record HoldPlaced(HoldKind Hold, string Reason) : RolloutEvent;
