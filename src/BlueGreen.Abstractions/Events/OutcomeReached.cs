namespace BlueGreen.Events;

/// <summary>The rollout has its outcome, read back from router and environment; what is left is cleaning up.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why.</param>
public sealed record OutcomeReached(RolloutOutcome Outcome, string Reason) : RolloutEvent;
