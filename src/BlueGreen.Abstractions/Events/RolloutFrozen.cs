namespace BlueGreen.Events;

/// <summary>Something failed after the point of no return: the rollout waits for a person, who may resume it, or roll it back with the loss token.</summary>
/// <param name="Reason">What failed.</param>
public sealed record RolloutFrozen(string Reason) : RolloutEvent;
