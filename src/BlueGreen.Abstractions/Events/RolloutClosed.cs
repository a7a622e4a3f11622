namespace BlueGreen.Events;

/// <summary>The last event of a rollout.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why.</param>
public sealed record RolloutClosed(RolloutOutcome Outcome, string Reason) : RolloutEvent;
